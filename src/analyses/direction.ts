/** Which way an endpoint improves: response is better `higher`, progression by month 6 better `lower`. */
export type Better = 'higher' | 'lower';

/** Factor that turns "experimental minus control" into "favours experimental". */
export function directionSign(better: Better | undefined): 1 | -1 {
  return better === 'lower' ? -1 : 1;
}
