const irregular: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'rise:rose,risen,rising fall:fell,fallen grow:grew,grown,growing win:won,winning beat:beaten,beating shrink:shrank,shrunk sink:sank,sunk,sinking ' +
    'slide:slid,sliding lose:lost,losing see:saw,seen be:is,are,was,were,been,being,am have:has,had,having make:made,making take:took,taken,taking ' +
    'give:gave,given,giving get:got,getting go:went,gone,goes,going come:came,coming say:said,says hold:held buy:bought sell:sold pay:paid lead:led ' +
    'leave:left,leaving build:built spend:spent send:sent keep:kept meet:met begin:began,begun hit:hitting cut:cutting,cuts slip:slipped find:found ' +
    'bring:brought seek:sought think:thought catch:caught fight:fought break:broke,broken,breaking drive:drove,driven,driving choose:chose,chosen ' +
    'draw:drew,drawn throw:threw,thrown know:knew,known show:shown,showed write:wrote,written speak:spoke,spoken swing:swung dive:dove,diving ' +
    'bear:bore,borne tumble:tumbling plunge:plunging narrow:narrower wide:wider weak:weaker,weakest strong:stronger,strongest high:higher,highest ' +
    'low:lower,lowest good:better,best bad:worse,worst large:larger,largest big:bigger,biggest small:smaller,smallest fast:faster slow:slower ' +
    'can:could will:would may:might do:does,did,done,doing not:no feel:felt lay:laid,lays tell:told stand:stood hurt:hurting quit:quits run:ran ' +
    'steal:stole,stolen shake:shook,shaken wipe:wiping lie:lying die:dying,dies,died tie:tying layoff:layoffs analysis:analyses'
  )
    .split(' ')
    .flatMap((entry) => {
      const [stem, forms] = entry.split(':');
      return forms.split(',').map((form) => [form, stem]);
    }),
);

/** Words whose ending is part of what they are. */
const whole = new Set(
  (
    'holding holdings earnings building buildings filing rating ratings trading meeting offering pricing banking manufacturing engineering mining shipping ' +
    'marketing financing financings wedding listing during morning evening nothing something anything king ring wing string spring bring thing being ' +
    'united limited based red bed feed need speed seed indeed exceed proceed proceeds succeed news series species always less loss gross process access ' +
    'business press stress class glass mass pass success address express this his us its plus versus status campus bonus focus yes gas bias crisis basis ' +
    'analysis across towards perhaps sales series outlook ceo various previous serious continuous pharmaceuticals securities futures'
  ).split(' '),
);

/** A word without its inflection, so that `rises`, `rose` and `rising` are one; prepared lower-case words in, unchanged when nothing fits. */
export function stemOf(word: string): string {
  if (Object.hasOwn(irregular, word)) return stripE(irregular[word]);
  if (whole.has(word) || word.length < 4 || word.startsWith('z')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (word.endsWith('s')) return withoutS(word);
  if (word.endsWith('ing') && word.length > 5 && /[aeiouy]/.test(word.slice(0, -3))) return restored(word.slice(0, -3));
  if (word.endsWith('ed') && word.length > 4 && /[aeiouy]/.test(word.slice(0, -2))) return restored(word.slice(0, -2));
  return stripE(word);
}

function withoutS(word: string): string {
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? stripE(word.slice(0, -1)) : word;
}

/** `cut` of `cutting`: the doubled consonant goes. */
function restored(stem: string): string {
  return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stripE(stem);
}

/** `raise`, `raises` and `raising` meet at `rais`. */
function stripE(word: string): string {
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}
