"""Puts folders of manifests before kubernetes-validate and checkov, and prints what they object to as JSON.

Usage: judge.py FOLDER...

Every folder is judged by itself, as a person would apply it. An exception that a manifest records for checkov is taken
out again in a copy, to see that it is needed.
"""

import io
import json
import logging
import pathlib
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout

import yaml

MINORS = ["1.33", "1.34", "1.35", "1.36", "1.37"]
# Groups of operators, whose schemas kubernetes-validate does not have.
OPERATORS = ("external-secrets.io/", "gateway.networking.k8s.io/")
RECORD = "checkov.io/skip"


def validated(name, manifest):
    import kubernetes_validate

    if manifest["apiVersion"].startswith(OPERATORS):
        return
    for minor in MINORS:
        try:
            kubernetes_validate.validate(manifest, minor, strict=True)
        except kubernetes_validate.ValidationError as error:
            yield {"file": name, "check": f"schema of {minor}", "detail": str(error)[:300]}


def checked(folder):
    from checkov.kubernetes.runner import Runner
    from checkov.runner_filter import RunnerFilter

    report = Runner().run(root_folder=str(folder), runner_filter=RunnerFilter(framework=["kubernetes"]))
    return report.passed_checks, report.failed_checks, report.skipped_checks


def without_records(folder, copy):
    for path in sorted(folder.glob("*.yaml")):
        manifest = yaml.safe_load(path.read_text())
        annotations = manifest["metadata"].get("annotations", {})
        kept = {key: value for key, value in annotations.items() if not key.startswith(RECORD)}
        manifest["metadata"]["annotations"] = kept
        (copy / path.name).write_text(yaml.safe_dump(manifest))


def judged(folder):
    objections = []
    for path in sorted(folder.glob("*.yaml")):
        objections.extend(validated(path.name, yaml.safe_load(path.read_text())))
    passed, failed, skipped = checked(folder)
    objections.extend({"file": pathlib.Path(c.file_path).name, "check": c.check_id, "detail": c.check_name} for c in failed)
    with tempfile.TemporaryDirectory() as copy:
        without_records(folder, pathlib.Path(copy))
        needed = {check.check_id for check in checked(copy)[1]}
    for check in sorted({check.check_id for check in skipped} - needed):
        objections.append({"file": "", "check": check, "detail": "is recorded as an exception and not needed"})
    return {"folder": str(folder), "passed": len(passed), "objections": objections}


def main():
    logging.disable(logging.CRITICAL)
    noise = io.StringIO()
    with redirect_stdout(noise), redirect_stderr(noise):
        verdicts = [judged(pathlib.Path(folder)) for folder in sys.argv[1:]]
    json.dump(verdicts, sys.stdout)


main()
