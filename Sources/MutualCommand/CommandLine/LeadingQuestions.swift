/// The four questions that people who lead such a change ask first, with answers: what `help leading` shows.
///
/// Steps and sources are named by their ids in the checklist for mutuals, which has their titles and addresses.
enum LeadingQuestions {
  /// A question, and where its answer comes from.
  struct Entry: Sendable {
    let question: String
    let answer: String
    let steps: [String]
    let sources: [String]
  }

  static let all = [
    Entry(
      question: "How do we combine employee ownership with a strong social purpose?",
      answer:
        "Write the purpose down first, because later choices about ownership depend on it. Choose ownership and control together, so that they fit. When you choose the legal form, decide too whether assets are locked for the community, and who may receive a surplus. Owners need not be staff alone: York's libraries are owned one third by staff and two thirds by members of the community.",
      steps: ["agree-why-change", "choose-ownership-model", "choose-legal-form"],
      sources: ["opm-pressing-issues", "nuttall-2012", "explore-york"]),
    Entry(
      question: "What can employee ownership bring, and is it worth the risk of leaving?",
      answer:
        "Score every realistic option, no change among them, and be ready to find that a mutual is not the best answer. York's libraries tell of new skills, quicker decisions and a closer tie to the community. Others tell of the risks. One lost a large contract at renewal. Suffolk's libraries went back to the council in 2025. Unpaid tax ended a fire service's company. Plan for failure at the start. Start early to earn from others, and to prepare for the end of the first contract.",
      steps: ["score-options", "plan-for-failure", "plan-for-next-contract", "build-skills"],
      sources: [
        "opm-pressing-issues", "nuttall-2012", "explore-york-lga", "guardian-lost-bid", "suffolk-2025",
        "fire-company-audit",
      ]),
    Entry(
      question: "Staff have to move. How far are the rules on transfers in the way?",
      answer:
        "The rules on transfers of undertakings (TUPE) protect people who move: they keep their terms. They ask for time and care. Both employers tell and consult representatives, long enough before the move, and staff details are due 28 days before it. Do not plan savings that need people to accept cuts to pay or hours. Pensions need their own work, since each scheme has its own way to let the new body in. Plan equal terms for people who join later.",
      steps: [
        "estimate-pension-cost", "inform-and-consult-staff", "send-employee-details", "agree-workforce-terms",
      ],
      sources: [
        "opm-pressing-issues", "tupe-obligations", "acas-liability-information", "fire-and-rehire",
        "nhs-pension-access", "era-2025-s32",
      ]),
    Entry(
      question: "How do we reach the people who decide?",
      answer:
        "Find the key people in the parent body and among the buyers, and open informal talks as early as you can. Many are new to the idea and busy with other things, cuts among them. Bring one page that says why you want to change. Ask first for permission to build a business case, not for the whole change. If the door stays closed, staff of councils and fire services in England can use the right to challenge.",
      steps: ["open-informal-talks", "get-sponsor-agreement", "submit-right-to-challenge"],
      sources: [
        "opm-pressing-issues", "publicnet-appg", "guardian-taskforce", "right-to-challenge-notes",
      ]),
  ]
}
