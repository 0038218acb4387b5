/// The words that the rules of plain English go by: data, for anybody to add to.
enum PlainWords {
  /// Verbs that a title may begin with, as an order.
  static let verbs = words(
    """
    accept account act adapt add address adjust administer adopt advertise advise agree aim align allocate allow alter
    amend analyse announce answer apply appoint appraise approach approve arrange ask assemble assess assign assist
    assure attach attend attract audit authorise award back balance base begin bid bind book borrow brief bring budget
    build buy calculate call cancel carry cast celebrate challenge change chart charge check choose circulate clarify
    clean clear close co-design collect combine come commission commit communicate compare compile complete comply
    conclude conduct confirm connect consider consolidate construct consult contact continue contract contribute
    control convene convert coordinate copy correct cost count cover create cut date deal debate decide declare define
    delegate deliver demonstrate describe design determine develop direct disclose discover discuss display distribute
    divide do document double draft draw drop earn educate elect employ enable encourage end engage enrol ensure enter
    equip establish estimate evaluate examine exchange exclude execute exercise exit expand explain explore express
    extend face facilitate feed file fill finalise finance find finish fit fix focus follow forecast form formulate
    forward found frame free fulfil fund gain gather get give go govern grant group grow guard guide hand handle have
    hear help hire hold host hunt identify implement improve include incorporate increase inform inspect install
    instruct insure integrate interview introduce invest investigate invite involve issue join judge justify keep know
    launch lay lead learn lease leave lend let license limit link list listen load lobby locate lodge look lower
    maintain make manage map mark market match measure meet mend merge model monitor move name negotiate nominate note
    notify number nurture observe obtain offer open operate order organise outline own pack pass pay perform permit
    pick pilot place plan pool post prepare present preserve press price print prioritise process procure produce
    programme project promise promote propose protect prove provide publicise publish purchase put qualify question
    raise rank reach read rebuild receive recognise recommend reconcile record recruit reduce refer refine reflect
    refresh refuse register regulate rehearse reject release remind remove renew rent reopen repair repeat replace
    reply report represent request require research reserve resolve respond restore retain return reveal review revise
    reward run safeguard satisfy save say scan schedule scope score screen scrutinise seal search secure see seek
    select sell send separate serve set settle shape share shift shortlist show sign simplify sit sketch solve sort
    speak specify spend split staff stage start state stay stop store strengthen structure study submit supply support
    survey switch take talk target teach tell tender terminate test thank think time title tour trace track trade train
    transfer translate treat try turn understand undertake update upgrade use validate value verify view visit vote
    wait walk warn watch weigh welcome widen win wind withdraw work write
    """)

  /// Verbs that are as often nouns: after "and" they may well be no second action.
  static let nounsToo = words(
    """
    account act address advise aim answer approach audit award back balance base bid book brief budget call challenge
    change charge check contact contract control copy cost count cover cut date deal debate design display document
    double draft draw drop end exchange exercise exit face feed file fill finance fit fix focus forecast form forward
    frame free fund gain get grant group guard guide hand help hire hold host hunt interview issue judge lead lease
    leave let license limit link list load look map mark market match measure model monitor move name note number offer
    open order outline own pack pass pay permit pick pilot place plan pool post present press price print process
    produce programme project promise purchase question rank reach read record release rent repair reply report request
    research reserve return review reward run save say scan schedule scope score screen seal search secure set shape
    share shift show sign sketch sort split staff stage start state stay stop store structure study supply support
    survey switch talk target tender test time title tour trace track trade train transfer treat try turn update
    upgrade use value view visit vote wait walk watch welcome win wind work
    """)

  /// Initialisms that everybody in a public service knows.
  static let initialisms: Set<String> = ["HM", "IT", "NHS", "UK", "PDF"]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
