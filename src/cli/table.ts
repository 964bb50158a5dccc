import Table from 'cli-table3';

/** A table for a terminal. `numbers`: every column but the first is set to the right. */
export function tableText(head: string[], rows: string[][], numbers = false): string {
  const table = new Table({
    head,
    colAligns: head.map((_, i) => (numbers && i > 0 ? 'right' : 'left')),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  table.push(...rows);
  const lines = table.toString().split('\n');
  // The rule under the head is drawn by hand: with `mid` cli-table3 rules off every row.
  lines.splice(2, 0, lines[0].replace('┌', '├').replaceAll('┬', '┼').replace('┐', '┤'));
  return lines.join('\n');
}
