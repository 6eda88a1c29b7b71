import { fileName } from './file-name';

describe('the file name of an upload', () => {
  it.each([
    [undefined, ''],
    ['attachment', ''],
    ['attachment; filename="report.xml"', 'report.xml'],
    ['attachment; filename=report.xml; size=3', 'report.xml'],
    ['attachment; filename="a \\"b\\".xml"', 'a "b".xml'],
    [`attachment; filename="x.xml"; filename*=UTF-8''h%C3%B6st.xml`, 'höst.xml'],
    [`attachment; filename="x.xml"; filename*=UTF-8''%zz`, 'x.xml'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\lab\\\\report.xml"', 'report.xml'],
  ])('in %s is %s', (header, name) => {
    expect(fileName(header)).toBe(name);
  });
});
