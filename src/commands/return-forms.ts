import type { ReportKind } from '../partnership/register.ts';
import type { Form } from '../views/form.ts';
import { narrativeForm } from './narrative-form.ts';
import { reportForm } from './report-form.ts';

const FORMS: Record<ReportKind, Form> = { progress_report: reportForm, csp_narrative: narrativeForm };

/** The form in which a return is written. */
export function formFor({ report }: { report: ReportKind }): Form {
  return FORMS[report];
}
