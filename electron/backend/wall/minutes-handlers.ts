import type { ConsultationMinutes } from '../../../shared/contract/consultation.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { CallHandlers } from '../../../shared/rpc/served-api.ts';
import { assertMayAsk, assertMayChange } from '../access.ts';
import { checked } from '../checked-call.ts';
import type { Office } from '../db/office/office.ts';
import { readOfficeLines } from '../reports/office-lines.ts';
import type { ReportPrinter } from '../reports/report-printer.ts';
import { minutesOf } from './minutes.ts';
import type { WallDeps } from './wall-handlers.ts';

export type MinutesCall = 'printMinutes' | 'minutes';

interface MinutesHandlerDeps extends Pick<WallDeps, 'context' | 'stands' | 'walls' | 'assertReady'> {
  readonly office: Pick<Office, 'settings' | 'audit'>;
  /** Null where this host cannot print. */
  readonly printer: ReportPrinter | null;
}

/** The minutes of a consultation: made, kept until the next are, printed, and noted in the audit log. */
export function createMinutesHandlers({
  context,
  stands,
  walls,
  office,
  printer,
  assertReady,
}: MinutesHandlerDeps): Pick<CallHandlers, MinutesCall> {
  let made: ConsultationMinutes | null = null;
  return {
    printMinutes: checked('printMinutes', async ({ language }, { caller }) => {
      assertMayChange(caller);
      assertMayAsk(context.city, caller, caller.competence);
      assertReady();
      if (walls === null || printer === null) throw new CodedError('printer-unavailable', 'this host has no printer');
      const { officeName } = readOfficeLines(office.settings);
      const deps = { context, stands, settings: walls.settings.current, officeName };
      made = await minutesOf(deps, walls.consultation.record, caller, language);
      const { number } = made;
      const pdf = await printer.print({ document: 'minutes', number, language });
      const { user, face } = caller;
      office.audit.append({ atMs: context.clock.now(), user, face, action: 'minutes.printed', subject: number, reason: '' });
      return { fileName: `${number}.pdf`, pdf };
    }),
    minutes: checked('minutes', ({ number }) => {
      if (made?.number !== number) throw new CodedError('unknown-report', 'no minutes have this number', { number });
      return made;
    }),
  };
}
