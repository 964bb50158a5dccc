// The entry of the thread that draws: a report in one language.
import { drawLanguage } from '../report/renderReport.ts';

export default (report: Parameters<typeof drawLanguage>) => drawLanguage(...report);
