"""The words of screening, by the codes that the engine uses."""

from __future__ import annotations

from karvan.cli.words import marked

LISTS = {
    "UN": marked("UN"),
    "EU": marked("EU"),
    "UK": marked("UK"),
    "US": marked("US (SDN)"),
    "OS": marked("OpenSanctions"),
}
STATES = {
    "hit": marked("hit"),
    "possible_hit": marked("possible hit"),
    "unknown": marked("unknown: {why}"),
    "stale": marked("stale: not found, on a list that is too old to say so"),
    "not_on_list": marked("not on this list as of {day}"),
}
WHY_UNKNOWN = {
    "list_not_loaded": marked("list not loaded"),
    "script_not_read": marked("no name in Latin, Arabic or Cyrillic letters"),
}
EVIDENCE = {
    "identifier_equal": marked("the same identifier: {ours} = {theirs}"),
    "identifier_number_equal": marked("the same number of another kind: {ours}, {theirs}"),
    "birth_agrees": marked("the birth agrees: {ours}, listed {theirs}"),
    "birth_differs": marked("the birth differs: {ours}, listed {theirs}"),
    "country_agrees": marked("the country agrees: {ours}"),
    "country_differs": marked("the country differs: {ours}, listed {theirs}"),
    "place_agrees": marked("the place agrees: {ours}, listed {theirs}"),
    "kind_differs": marked("of another kind: {ours}, listed {theirs}"),
    "weak_name": marked("the list itself calls this name weak"),
    "only_linked": marked("linked to a listed party, not listed itself"),
}
OWNED = {
    "yes": marked("listed persons own or control it"),
    "no": marked("declared owners do not reach the threshold"),
    "unknown": marked("unknown"),
    "not_applicable": marked("a person has no owners"),
}
LACKS = {
    "undeclared": marked("owners not declared"),
    "share_unknown": marked("a share not declared"),
    "owner_unknown": marked("an owner whose own screening is open"),
    "control_unknown": marked("control not declared"),
    "joint": marked("whether the owners act together"),
}
READINGS = {
    "us-50-percent": marked("50 % or more together"),
    "us-50-percent-alone": marked("50 % or more by one"),
    "eu-half-or-more": marked("50 % or more together, or control"),
    "eu-more-than-half": marked("more than 50 % together, or control"),
    "uk-more-than-half": marked("more than 50 % by one, or control"),
    "un-owned-or-controlled": marked(
        "owned or controlled, no percentage published; read as 50 % or more together"
    ),
    "listed-half-or-more": marked("the widest reading of the others"),
}
VERDICTS = {
    "accept": marked("go on although it is not known"),
    "false_match": marked("another party"),
    "true_match": marked("the listed party"),
}
REASONS = {
    "hit": marked("{subject}: hit on the list of the {list} ({ref})"),
    "possible_hit": marked("{subject}: possible hit on the list of the {list} ({ref})"),
    "pack_listed": marked("{subject}: listed by what the region's pack says"),
    "unknown": marked("{subject}: unknown on the list of the {list}, and no officer has decided"),
    "stale": marked("{subject}: the list of the {list} is stale, and no officer has decided"),
    "ownership_yes": marked("{subject}: owned or controlled by persons listed by the {list}"),
    "ownership_unknown": marked("{subject}: whether persons listed by the {list} own it is unknown"),
    "questions_unknown": marked(
        "The control questions on the good have not been asked: give --product and --to"
    ),
    "question_unanswered": marked("Control question not answered: {subject}"),
    "question_stops": marked("The answer to this control question stops: {subject}"),
    "control_list_unknown": marked("Whether the good is on a control list is unknown"),
    "controlled_good": marked("The good is on a control list: {subject}"),
}
EXPOSURES = {
    "exposed": marked("Exposure of the other side by sector or product:"),
    "none_known": marked("Exposure of the other side by sector or product: none known to the loaded packs"),
    "unknown": marked(
        "Exposure of the other side by sector or product: unknown, no product and market given"
    ),
}
CONTROLLED = {
    "yes": marked("Control lists: the firm says that a code applies ({code})"),
    "no": marked("Control lists: the firm says that none applies"),
    "unknown": marked("Control lists: unknown, no control-list code was given"),
}
ROLES = {
    "producer": marked("producer"),
    "buyer": marked("buyer"),
    "bank": marked("bank"),
    "emc": marked("export management company"),
    "carrier": marked("carrier"),
    "investor": marked("investor"),
    "organiser": marked("organiser"),
    "partner": marked("partner"),
    "sponsor": marked("sponsor"),
    "owner": marked("owner"),
    "unknown": marked("role not given"),
}
TRUTHS = {"yes": marked("yes"), "no": marked("no"), "unknown": marked("not answered")}
