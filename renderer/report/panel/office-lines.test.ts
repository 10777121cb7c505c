import { expect, test } from 'vitest';
import { officeLinesOf } from './office-lines.ts';

const BLANK = { label: '', name: '' };

test('an office that set nothing has three lines to sign, under the report’s own labels', () =>
  expect(officeLinesOf({})).toEqual({ officeName: '', classification: '', signatures: [BLANK, BLANK, BLANK] }));

test('what was set is there to be changed, a fourth line too', () => {
  const signatures = ['制表', '复核', '审核', '签发'].map((label) => ({ label, name: '值班室' }));
  const settings = { 'office.name': '湖南路街道指挥中心', 'report.classification': '内部', 'report.signatures': signatures, other: 1 };
  expect(officeLinesOf(settings)).toEqual({ officeName: '湖南路街道指挥中心', classification: '内部', signatures });
});

test('what was saved in another form counts as not set', () =>
  expect(
    officeLinesOf({ 'office.name': 7, 'report.classification': null, 'report.signatures': [null, { label: 1, name: '值班室' }] }),
  ).toEqual({
    officeName: '',
    classification: '',
    signatures: [BLANK, { label: '', name: '值班室' }, BLANK],
  }));
