import './fonts.css';

const SAMPLE = '鼓楼 0';

/** Loads both weights before anything is measured: heights and widths of another font would break the pages. */
export async function loadReportFonts(): Promise<void> {
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 12px "Report Sans SC"`, SAMPLE)));
}
