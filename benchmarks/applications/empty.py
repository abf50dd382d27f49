"""The smallest CDK app in Python: what every app pays before it does anything."""

import aws_cdk as cdk

app = cdk.App()
cdk.Stack(app, "Empty")
app.synth()
