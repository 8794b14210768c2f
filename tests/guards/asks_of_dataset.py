"""What a form sent to each page of the data set asks for; nothing where it is switched off."""

from goldenthread.accounts.rules import Permission

ASKS_OF_DATASET: dict[tuple[Permission, ...], set[str]] = {
    (Permission.SEE_DATASET,): {
        "dataset:dictionary",
        "dataset:dictionary_codes",
        "dataset:dictionary_linked",
        "dataset:dictionary_lists",
        "dataset:dictionary_source",
        "dataset:load",
        "dataset:overview",
        "dataset:sharing",
        "dataset:source",
        "dataset:tables",
        "dataset:worklist",
    },
    (Permission.LOAD_DATA,): {
        "dataset:links",
        "dataset:mend",
        "dataset:quarantine",
        "dataset:send",
        "dataset:trace_batch",
    },
    (Permission.SEE_PERSON,): {"dataset:people", "dataset:person"},
    (Permission.REVIEW_PAIRS,): {"dataset:records", "dataset:review"},
    (Permission.ANSWER_RIGHTS,): {
        "dataset:certificate",
        "dataset:rights",
        "dataset:rights_answer",
        "dataset:rights_file",
        "dataset:rights_request",
    },
    (Permission.MANAGE_SHARING,): {
        "dataset:add_agreement",
        "dataset:agreement",
        "dataset:agreement_fields",
        "dataset:change_agreement",
    },
}
