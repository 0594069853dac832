/** English words of three to five letters that are also tickers: in capitals they are an emphasis more often than a share. */
export const englishWords: ReadonlySet<string> = new Set(
  (
    'all for now are on it so be go or an at by do he if in is me my no of to up us we am as can one two six ten out new old has had was were will ' +
    'would the and but not you your our her his she him they them this that these those what when why how who whom with from into over under than ' +
    'then here there big bad best good very well real true life love home hope open fast easy free full fun gold key kids land lake lead live low ' +
    'main man many max more most much must net next nice off only own part pay peak plan play plus pool post prop pure rare red ride rise road rock ' +
    'run safe sail save say see self sell set shoe shop sky slow snow son spot star stay step stem sun sure swim talk tap tech tell test tip top town ' +
    'toy trip turn two use van vet via view vote wait walk want wash wave way wear week west wide wild win wing wise wish wood work yes yet you zoom ' +
    'ace act add age ago aid aim air ally any app arc arm art ask auto axe back bag ball band bang bank bar base beam bear beat bed bell belt bend bet bid ' +
    'bill bird bit blue boat body bold bond book boom boot born both box boy bug build bull buy cake call calm camp cap car card care cars case cash cast cat ' +
    'cell chat chip city club coal coat cod coin cold come cook cool cop copy core corn cost cow crop cube cup cure cut dad dark dash data date day dead ' +
    'deal dear debt deep desk dig dog door down draw drop dry due each ear earn east eat edge egg ego else end era even ever eye face fact fair fall fan far ' +
    'farm fate fee feel few file fill film find fine fire fish fit five fix flat flow fly food foot form fort four fox fuel fund gain game gap get gift girl ' +
    'give glad goal grow gun guy half hall halt hand hard hat head hear heat held help hero high hill hit hold hole hot hour huge hunt ice idea inch info ' +
    'iron item jack jets jobs join jump just keen keep kill kind king know lab lady last late law less let lie lift like line link list loan long look ' +
    'loop lord lose loss lost lot luck made mail make map mark mass mat mean meet memo men met mid mind mine mint miss moon move name near neck need news ' +
    'nine none noon note odd once ore pack page paid pair park pass past path pen pet pick pin pink poor port pull push put race rail rain rank rate raw ' +
    'read rent rest rich ring risk role roll roof room root rule rush sad sale salt sand sea seat seed seem ship shot show sick side sign silk sin sing sit ' +
    'site size skin slot soft soil sold some song soon sort soul span spin spy such suit sum tail take tall tank team ten term text tie time tiny told ' +
    'ton took tool tour tree tune twin type ugly unit upon urge user vast wage wake wall war warm wars weak went wet wheel wife wind wine wire world worst ' +
    'year zero alert today after again amid about above short watch trade stock shares update huge breaking live wow hey ups usual gram beam dare care'
  ).split(' '),
);
