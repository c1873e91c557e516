"""Conditions on the answers of one person, as the rows and the lists of others are written.

  {"finding": "leg_pain", "is": "yes"}          is may be a list of values
  {"finding": "age", "from": 50, "below": 65}   either bound alone will do
  {"all": [...]}, {"any": [...]}, {"none": [...]}
  {"at_least": 2, "of": [...]}                  so many of them
  "fever"                                       short for {"finding": "fever", "is": "yes"}

An answer that was not given fulfils nothing.
"""


def holds(condition, answers):
    if isinstance(condition, str):
        return answers.get(condition) == "yes"
    if "finding" in condition:
        value = answers.get(condition["finding"])
        if value is None:
            return False
        if "is" in condition:
            wanted = condition["is"]
            return value in wanted if isinstance(wanted, list) else value == wanted
        return condition.get("from", value) <= value and ("below" not in condition or value < condition["below"])
    if "all" in condition:
        return all(holds(one, answers) for one in condition["all"])
    if "any" in condition:
        return any(holds(one, answers) for one in condition["any"])
    if "none" in condition:
        return not any(holds(one, answers) for one in condition["none"])
    return sum(holds(one, answers) for one in condition["of"]) >= condition["at_least"]


def findings_in(condition):
    """The names a condition speaks of."""
    if isinstance(condition, str):
        return {condition}
    if "finding" in condition:
        return {condition["finding"]}
    return {name for key in ("all", "any", "none", "of") for one in condition.get(key, ()) for name in findings_in(one)}
