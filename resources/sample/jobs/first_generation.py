"""A job as it was written for Nautobot 1.x, unchanged."""

from nautobot.extras.jobs import BooleanVar, Job, StringVar

name = "Reports of the first generation"


class CableReport(Job):
    """Checks the labels of a patch panel."""

    labels = StringVar(
        description="Labels, separated by commas", default="A-01, A-02, B-01, b-02, C 03"
    )
    strict = BooleanVar(description="Lower case counts as wrong")

    class Meta:
        name = "Cable label report"
        description = "A 1.x job: run(data, commit), test methods and log_success."
        has_sensitive_variables = False
        read_only = True

    def run(self, data, commit):
        self.labels_read = [label.strip() for label in data["labels"].split(",")]
        self.is_strict = data["strict"]
        self.log_info(message=f"{len(self.labels_read)} labels are checked")
        return f"{len(self.labels_read)} labels"

    def test_form(self):
        for label in self.labels_read:
            if label[1:2] == "-":
                self.log_success(label, "has a row and a number")
            else:
                self.log_failure(label, "has no hyphen")

    def test_case(self):
        for label in self.labels_read:
            if self.is_strict and label != label.upper():
                self.log_warning(label, "is in lower case")

    def post_run(self):
        self.log_info(message="Report finished")
