import { DraftDevice, DraftDeviceType } from '../draft-lab';

/** A kind of board of the demo lab, and how it behaves. */
export interface Board {
  type: string;
  /** Its devices are called so, with a number. */
  stem: string;
  devices: number;
  description: string;
  architecture: string;
  processor: string;
  cpu_model: string;
  cores: string[];
  core_count: number;
  /** Durations are multiplied by this. */
  slowness: number;
  /** Seconds from power-on to a login prompt. */
  boot: number;
  /** Mbit/s over its network. */
  network: number;
  /** Watts at rest. */
  idle: number;
  /** Has a display pipeline, hence runs igt. */
  display: boolean;
}

export const BOARDS: readonly Board[] = [
  {
    type: 'bcm2711-rpi-4-b',
    stem: 'rpi4',
    devices: 6,
    description: 'Raspberry Pi 4 Model B, 4 GB',
    architecture: 'arm64',
    processor: 'BCM2711',
    cpu_model: 'Broadcom BCM2711',
    cores: ['Cortex-A72'],
    core_count: 4,
    slowness: 1.2,
    boot: 21,
    network: 938,
    idle: 2.7,
    display: true,
  },
  {
    type: 'rk3588-rock-5b',
    stem: 'rock5b',
    devices: 6,
    description: 'Radxa ROCK 5B, 16 GB',
    architecture: 'arm64',
    processor: 'RK3588',
    cpu_model: 'Rockchip RK3588',
    cores: ['Cortex-A55', 'Cortex-A76'],
    core_count: 8,
    slowness: 0.7,
    boot: 13,
    network: 2350,
    idle: 3.1,
    display: true,
  },
  {
    type: 'imx8mp-evk',
    stem: 'imx8mp',
    devices: 5,
    description: 'NXP i.MX 8M Plus EVK',
    architecture: 'arm64',
    processor: 'i.MX 8M Plus',
    cpu_model: 'NXP MIMX8ML8',
    cores: ['Cortex-A53'],
    core_count: 4,
    slowness: 1.5,
    boot: 17,
    network: 941,
    idle: 1.9,
    display: true,
  },
  {
    type: 'meson-g12b-a311d-khadas-vim3',
    stem: 'vim3',
    devices: 5,
    description: 'Khadas VIM3',
    architecture: 'arm64',
    processor: 'A311D',
    cpu_model: 'Amlogic A311D',
    cores: ['Cortex-A53', 'Cortex-A73'],
    core_count: 6,
    slowness: 1,
    boot: 16,
    network: 936,
    idle: 2.2,
    display: true,
  },
  {
    type: 'k3-am625-beagleplay',
    stem: 'beagleplay',
    devices: 5,
    description: 'BeaglePlay',
    architecture: 'arm64',
    processor: 'AM625',
    cpu_model: 'TI AM6254',
    cores: ['Cortex-A53'],
    core_count: 4,
    slowness: 1.7,
    boot: 24,
    network: 934,
    idle: 1.4,
    display: false,
  },
  {
    type: 'jh7110-visionfive-2',
    stem: 'visionfive2',
    devices: 4,
    description: 'StarFive VisionFive 2, 8 GB',
    architecture: 'riscv64',
    processor: 'JH7110',
    cpu_model: 'StarFive JH7110',
    cores: ['SiFive U74'],
    core_count: 4,
    slowness: 1.9,
    boot: 29,
    network: 929,
    idle: 2.4,
    display: false,
  },
  {
    type: 'sun7i-a20-cubieboard2',
    stem: 'cubieboard2',
    devices: 4,
    description: 'Cubieboard2, the last 32-bit board of the lab',
    architecture: 'arm',
    processor: 'A20',
    cpu_model: 'Allwinner A20',
    cores: ['Cortex-A7'],
    core_count: 2,
    slowness: 3,
    boot: 33,
    network: 94,
    idle: 1.6,
    display: false,
  },
  {
    type: 'x86-nuc13-i5',
    stem: 'nuc13',
    devices: 5,
    description: 'NUC 13 Pro, i5-1340P',
    architecture: 'x86_64',
    processor: 'Raptor Lake',
    cpu_model: 'Intel Core i5-1340P',
    cores: ['Golden Cove', 'Gracemont'],
    core_count: 12,
    slowness: 0.5,
    boot: 11,
    network: 2360,
    idle: 6.8,
    display: true,
  },
];

export const WORKERS = ['rack-a', 'rack-b', 'rack-c', 'rack-d', 'bench-1', 'bench-2'].map(
  (name) => `${name}.lab.example`,
);

/** Whoever is out of order is so since this many days, and ran jobs before. */
export const OUT_SINCE: Readonly<Record<string, { days: number; health: DraftDevice['health'] }>> = {
  'imx8mp-04': { days: 4, health: 'Bad' },
  'vim3-05': { days: 9, health: 'Maintenance' },
  'cubieboard2-01': { days: 38, health: 'Retired' },
};

export const deviceType = (board: Board): DraftDeviceType => ({
  where: board.type,
  name: board.type,
  description: board.description,
  display: true,
  architecture: board.architecture,
  processor: board.processor,
  cpu_model: board.cpu_model,
  cores: board.cores,
  core_count: board.core_count,
  bits: board.architecture === 'arm' ? 32 : 64,
  health_frequency: 24,
  health_denominator: 'hours',
  disable_health_check: false,
});

/** The names of its devices: `rpi4-01` and on. */
export const devicesOf = (board: Board): string[] =>
  Array.from({ length: board.devices }, (_, at) => `${board.stem}-${String(at + 1).padStart(2, '0')}`);
