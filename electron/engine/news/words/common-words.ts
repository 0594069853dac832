/**
 * Words that begin many companies' names, or people's: none of them names a company by itself, so that the first word of
 * “General Motors” or “Johnson & Johnson” links nothing.
 */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'advanced air alliance allied alpha american america americas analog applied asia asian associated atlantic australia australian auto bank banco ' +
    'banque bay best beta big black blue bright british brown business canada canadian capital care carbon cardinal central century charter china chinese ' +
    'church city clean clear cloud coast colonial columbia commerce commercial community computer consolidated constellation consumer continental core ' +
    'corner credit crown crypto customers cyber data deutsche digital direct diversified dollar dominion dynamic eagle early east eastern easy electric ' +
    'electronic electronics element elite emerging empire energy enterprise enterprises equity europe european evergreen express extra fair family farmers federal ' +
    'fidelity fifth finance financial fire first flagship flex focus food foods forward foundation four franklin free freedom fresh frontier fuel full ' +
    'fulton fusion future gas gateway general german global gold golden good grand granite great green group growth harbor harbour health healthcare ' +
    'heritage high home host hudson human imperial independence independent industrial industries infrastructure innovative insight inter international ' +
    'internet invest investors iron island japan jersey king land legacy liberty life light live local london long lucky madison main marathon marine market ' +
    'markets martin media medical mercury metro micro mid mineral mines mobile modern monarch mortgage motor mountain mutual national natural nature net network ' +
    'new next noble norfolk north northern northwest nuclear oak ocean old open option orange orbit pacific palm paper park patriot peoples petro pharma pioneer ' +
    'planet plus point power precision premier prime principal pro professional public pure quest quick rapid real realty red regional reliance republic resource ' +
    'retail river rock royal safe scientific sea security select senior service shopping signal silver simply sky smart social societe solar solid sound ' +
    'south southern southwest spirit spring standard star state states sterling stone strategic summit sun super superior supreme swiss tech technology ' +
    'texas third three time total trade trading trans transport travel triple true trust twin two ultra union united universal upper urban value vertical ' +
    'victory village virtual vision vital water wave wells west western white wide wild wind wireless women world young zero fjord ' +
    'aaron abbott adams albert alexander allen anderson andrew anthony arthur baker becton ben bill bob brian bruce carl carter charles chris clark cooper ' +
    'daniel david davis dick donald douglas edward edwards eli ellis emerson eric evans fisher fitch foster frank fred gary george gilbert gordon grant ' +
    'grace graham gray harley harris harry harvey henry hill howard hunt hunter jack jackson jacobs jacob james jason jeff jeffrey jim joe john johnson jones ' +
    'joseph justin kelly ken kevin kimberly larry lee lewis lincoln louis luke marcus mark marsh marsha martha mary mason max michael miller mitchell moore morgan ' +
    'morris murphy nelson norman oliver oscar owens parker patrick paul peter philip phillips phillip ralph raymond richard robert roberts robinson roger ross roy ruth ' +
    'ryan sally sam samuel sarah scott sean simon smith stanley stephen steve stewart taylor teddy thomas thompson tim todd tom tony turner tyler vera victor ' +
    'vincent walker wallace walter ward warner warren washington watson wayne wells will william williams willis wilson wright'
  ).split(' '),
);
