import { Column, DataSource, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { describeFilters } from '../../src/query/describe';
import { pageLinks } from '../../src/query/links';
import { fetchPage } from '../../src/query/page';
import { parseQuery } from '../../src/query/parse';
import { planList } from '../../src/query/plan';
import { ResourceStatement } from '../../src/query/statement';

@Entity('garden_bed')
export class Bed {
  @PrimaryColumn('int') id!: number;
  @Column('text') name!: string;
}

@Entity('garden_plant')
export class Plant {
  @PrimaryColumn('int') id!: number;
  @Column('text') name!: string;
  @Column('int', { nullable: true }) height!: number | null;
  @ManyToOne(() => Bed) @JoinColumn({ name: 'bed_id' }) bed!: Bed;
}

const beds: ResourceStatement = {
  name: 'beds',
  verboseName: 'bed',
  description: 'Where plants grow.',
  entity: Bed,
  key: 'id',
  fields: { id: { type: 'int' }, name: { type: 'text' } },
  ordering: ['id', 'name'],
  defaultOrder: ['id'],
};

const plants: ResourceStatement = {
  name: 'plants',
  verboseName: 'plant',
  description: 'What grows.',
  entity: Plant,
  key: 'id',
  fields: {
    id: { type: 'int' },
    name: { type: 'text' },
    height: { type: 'int', nullable: true, help: 'In centimetres.' },
    bed: { type: 'relation', to: () => beds },
  },
  ordering: ['id', 'name', 'height', 'bed__name'],
  defaultOrder: ['id'],
};

/** `GET /plants/?…`; BadInput is a 400 whose `fields` has the messages, NotFound a 404. */
export async function list(source: DataSource, query: string) {
  const pairs = parseQuery(query);
  const plan = planList(plants, pairs, { pageSize: 2 });
  const page = await fetchPage(source.manager, plants, plan, undefined);
  const links = pageLinks({ origin: 'http://garden.example', path: '/plants/' }, pairs, page);
  return { count: page.count, ...links, results: page.rows, ignored: plan.ignored };
}

/** What a form shows: an input for each filter, with label, hint and choices, and the orders to choose from. */
export const form = { inputs: describeFilters(plants, 1), orders: plants.ordering };
