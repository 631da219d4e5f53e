/**
 * The functions of templates in a ClusterClass: those of Go 1.25's text/template and of HermeticTxtFuncMap of sprig v3.3.0,
 * which has no functions whose result depends on time, randomness or the environment, such as `now` and `env`.
 */
export const GO_TEMPLATE_FUNCTIONS: ReadonlySet<string> = new Set(
  `and call html index slice js len not or print printf println urlquery eq ge gt le lt ne
abbrev abbrevboth add add1 add1f addf adler32sum ago all any append atoi b32dec b32enc b64dec b64enc base
bcrypt biggest buildCustomCert camelcase cat ceil chunk clean coalesce compact concat contains decryptAES
deepCopy deepEqual default derivePassword dict dig dir div divf duration durationRound empty encryptAES ext
fail first float64 floor fromJson genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey
genSignedCert genSignedCertWithKey get gt gte has hasKey hasPrefix hasSuffix hello htpasswd indent initial
initials int int64 isAbs join kebabcase keys kindIs kindOf last list lower lt lte max maxf merge
mergeOverwrite min minf mod mul mulf mustAppend mustChunk mustCompact mustDateModify mustDeepCopy mustFirst
mustFromJson mustHas mustInitial mustLast mustMerge mustMergeOverwrite mustPrepend mustPush mustRegexFind
mustRegexFindAll mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit mustRest
mustReverse mustSlice mustToDate mustToJson mustToPrettyJson mustToRawJson mustUniq mustWithout
must_date_modify nindent nospace omit osBase osClean osDir osExt osIsAbs pick pluck plural prepend push quote
randInt regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit
repeat replace rest reverse round semver semverCompare seq set sha1sum sha256sum sha512sum shuffle slice
snakecase sortAlpha split splitList splitn squote sub subf substr swapcase ternary title toDate toDecimal
toJson toPrettyJson toRawJson toString toStrings trim trimAll trimPrefix trimSuffix trimall trunc tuple typeIs
typeIsLike typeOf uniq unixEpoch unset until untilStep untitle upper urlJoin urlParse values without wrap
wrapWith`.split(/\s+/),
);
