/** A sentence of a catalogue with its details in their places: `{name}` stands for the detail of that name. */
export function filled(template: string, details: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder));
}
