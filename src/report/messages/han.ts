const han = '[\\u3000-\\u9fff\\uff00-\\uffef\\u201c\\u201d]';
const betweenHan = new RegExp(`(${han}) +(?=${han})`, 'g');

/**
 * A Chinese text from parts that may be Chinese or Latin, or from folded lines of YAML: a space stands only beside Latin.
 * @example spaced('拒绝 总体人群 或 M+') // 拒绝总体人群或 M+
 */
export const spaced = (text: string) => text.replace(betweenHan, '$1');
