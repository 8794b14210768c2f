"""What a form sent to each page of the data set asks for; nothing where it is switched off."""

from goldenthread.accounts.rules import Permission

ASKS_OF_DATASET: dict[tuple[Permission, ...], set[str]] = {
    (Permission.SEE_DATASET,): {
        "dataset:dictionary",
        "dataset:dictionary_codes",
        "dataset:dictionary_linked",
        "dataset:dictionary_lists",
        "dataset:dictionary_source",
        "dataset:links",
        "dataset:overview",
        "dataset:sharing",
        "dataset:worklist",
    },
    (Permission.LOAD_DATA,): {"dataset:trace_batch"},
    (Permission.REVIEW_PAIRS,): {"dataset:review"},
    (Permission.MANAGE_SHARING,): {
        "dataset:add_agreement",
        "dataset:agreement",
        "dataset:agreement_fields",
        "dataset:change_agreement",
    },
}
