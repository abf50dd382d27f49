"""The smallest CDK app in Python: what every app pays before it does anything."""

import aws_cdk as cdk

from benchmarks.applications.nag import add_nag

app = cdk.App()
cdk.Stack(app, "Empty")
add_nag(app)
app.synth()
