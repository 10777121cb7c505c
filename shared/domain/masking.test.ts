import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskPersonal } from './masking.ts';

describe('masking of personal values', () => {
  it.each([
    ['张小三', '张*三'],
    ['张三', '张*'],
    ['欧阳静美', '欧**美'],
    ['张', '*'],
    ['', ''],
  ])('shows the name %s as %s', (name, shown) => {
    expect(maskPersonal('name', name)).toBe(shown);
  });

  it('shows the first and last four characters of an ID number and the ends of a phone number', () => {
    expect(maskPersonal('idNumber', '320190199001011234')).toBe('3201**********1234');
    expect(maskPersonal('phone', '13812345678')).toBe('138****5678');
  });

  it.each([
    ['宁海路街道文秀路88号和园小区12幢2单元302室', '宁海路街道文秀路88号和园小区12幢'],
    ['和园小区3号楼201室', '和园小区3号楼'],
    ['新街口大厦甲座1801室', '新街口大厦甲座'],
    ['文秀路88号302室', '文秀路88号'],
    ['龙袍街道新桥村3组12号', '龙袍街道新桥村3组'],
    ['和园小区12-1-302', '和园小区'],
    ['工地宿舍', '工地宿舍'],
  ])('shows the address %s as %s', (address, shown) => {
    expect(maskPersonal('address', address)).toBe(shown);
  });

  it('always hides something of a name, ID number or phone number, and keeps its length', () => {
    fc.assert(
      fc.property(fc.constantFrom('name', 'idNumber', 'phone'), fc.stringMatching(/^[0-9X一-龥]{1,20}$/u), (kind, value) => {
        const shown = maskPersonal(kind, value);
        const hidden = [...shown].filter((character) => character === '*').length;
        expect([...shown]).toHaveLength([...value].length);
        expect(hidden).toBeGreaterThanOrEqual(kind === 'idNumber' ? Math.min(4, shown.length) : Math.min(1, shown.length));
      }),
    );
  });
});
