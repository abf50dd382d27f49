"""The sources of events of AWS: `aws.` and the name of a service.

Beside those that EventBridge lists, these are the names by which services are called: a source that
is no slip of the pen is not taken for one.
https://docs.aws.amazon.com/eventbridge/latest/ref/events.html
"""

_SERVICES = """
a2i-runtime-sagemaker access-analyzer accessanalyzer account account-access
account-access-runtime acm acm-pca aco-automation admin-wickr agent-registry
agent-registry-control agreement-marketplace aidevops aiops airflow airflow-serverless amp
amplify amplifybackend amplifyuibuilder aoss apigateway apigatewaymanagementapi apigatewayv2
app-integrations appconfig appconfigdata appfabric appflow appintegrations
application-autoscaling application-cost-profiler application-insights application-signals
applicationcostprofiler applicationinsights appmesh apprunner appstream appstream2 appsync
aps arc-region-switch arc-zonal-shift artifact athena auditmanager autoscaling
autoscaling-plans aws-marketplace awsssoportal b2bi backup backup-gateway backup-search
backupsearch batch bcm-dashboards bcm-data-exports bcm-pricing-calculator
bcm-recommended-actions bedrock bedrock-agent bedrock-agent-runtime bedrock-agentcore
bedrock-agentcore-control bedrock-data-automation bedrock-data-automation-runtime
bedrock-runtime billing billingconductor braket budgets cases cassandra cassandra-streams
catalog-marketplace ce chatbot chime chime-sdk-identity chime-sdk-media-pipelines
chime-sdk-meetings chime-sdk-messaging chime-sdk-voice cleanrooms cleanrooms-ml cleanroomsml
cloud9 cloudcontrol cloudcontrolapi clouddirectory cloudformation cloudfront
cloudfront-keyvaluestore cloudhsm cloudhsmv2 cloudsearch cloudsearchdomain cloudtrail
cloudtrail-data cloudwatch cloudwatch-omni cloudwatchomni codeartifact codebuild
codecatalyst codecommit codeconnections codedeploy codeguru-profiler codeguru-reviewer
codeguru-security codeguruprofiler codepipeline codestar-connections codestar-notifications
cognito-identity cognito-idp cognito-sync comprehend comprehendmedical compute-optimizer
compute-optimizer-automation config connect connect-campaigns connect-contact-lens
connectcampaigns connectcampaignsv2 connectcases connecthealth connectparticipant
connectscheduling contact-lens continuum controlcatalog controlplane-payment-cryptography
controltower cost-optimization-hub cur customer-profiles databrew dataexchange datapipeline
dataplane-payment-cryptography datasync datazone dax deadline deployment-marketplace
detective devicefarm devops-agent devops-guru directconnect discovery discovery-marketplace
dlm dms docdb docdb-elastic drs ds ds-data dsql dynamodb dynamodbstreams ebs ec2
ec2-instance-connect ec2fleet ec2spotfleet ecr ecr-public ecs edge-sagemaker efs eks
eks-auth elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing
elasticmapreduce elb elbv2 elemental-inference elementalinference email emr emr-containers
emr-serverless end-user-messaging endusermessaging entitlement-marketplace entityresolution
es eventbridgev2 events eventsv2 evs execute-api featurestore-runtime-sagemaker firehose fis
fms forecast forecastquery frauddetector freetier fsx gamelift gameliftstreams geo geo-maps
geo-places geo-routes glacier globalaccelerator glue grafana greengrass greengrassv2
groundstation guardduty health health-agent healthlake iam iam-toolbox identity-chime
identitystore imagebuilder importexport inferencerouter-runtime-sagemaker ingest-timestream
inspector inspector-scan inspector2 interconnect internetmonitor invoicing iot iot-data
iot-jobs-data iot-managed-integrations iotdata iotdeviceadvisor iotevents iotfleetwise
iotmanagedintegrations iotsecuredtunneling iotsecuretunneling iotsitewise iotthingsgraph
iottwinmaker iotwireless ivs ivs-realtime ivschat ivsrealtime job-runtime-sagemaker kafka
kafkaconnect kendra kendra-ranking keyspaces keyspacesstreams kinesis
kinesis-video-archived-media kinesis-video-media kinesis-video-signaling
kinesis-video-webrtc-storage kinesisanalytics kinesisanalyticsv2 kinesisvideo kms
lakeformation lambda lambda-core lambda-microvms lambda-web launch-wizard launchwizard lex
lex-models lex-runtime lexv2-models lexv2-runtime license-manager
license-manager-linux-subscriptions license-manager-user-subscriptions lightsail location
logs lookoutequipment m2 machinelearning macie macie2 mail-manager mailmanager
managedblockchain managedblockchain-query managedservices marketplace-agreement
marketplace-catalog marketplace-deployment marketplace-discovery marketplace-entitlement
marketplace-reporting marketplacecatalog marketplacecommerceanalytics media-pipelines-chime
mediaconnect mediaconvert medialive mediapackage mediapackage-vod mediapackagev2 mediastore
mediastore-data mediatailor medical-imaging meetings-chime memory-db memorydb
messaging-chime metering-marketplace meteringmarketplace metrics-sagemaker mgh mgn
migration-hub-refactor-spaces migrationhub-config migrationhub-orchestrator
migrationhub-strategy migrationhuborchestrator migrationhubstrategy mobiletargeting
models-lex models-v2-lex monitoring mpa mq mturk mturk-requester mwaa mwaa-serverless
neptune neptune-db neptune-graph neptunedata network-firewall network-security-manager
networkfirewall networkflowmonitor networkmanager networkmonitor notifications
notifications-contacts notificationscontacts nova-act oam observabilityadmin odb oidc omics
opensearch opensearchmemory opensearchserverless opsworks organizations osis osm outposts
participant-connect partnercentral partnercentral-account partnercentral-benefits
partnercentral-channel partnercentral-prm partnercentral-revenue-measurement
partnercentral-selling payment-cryptography payment-cryptography-data pca-connector-ad
pca-connector-scep pcs personalize personalize-events personalize-runtime pi pinpoint
pinpoint-email pinpoint-sms-voice pinpoint-sms-voice-v2 pipes polly portal-sso pricing
pricing-plan-manager pricingplanmanager profile proton qapps qbusiness qconnect
query-timestream quicksight ram rbin rds rds-data redshift redshift-data redshift-serverless
refactor-spaces rekognition reporting-marketplace repostspace resiliencehub resiliencehubv2
resource-explorer-2 resource-groups resourcegroupstaggingapi rolesanywhere route53
route53-recovery-cluster route53-recovery-control-config route53-recovery-readiness
route53domains route53globalresolver route53profiles route53resolver rtbfabric rum s3
s3-control s3-outposts s3control s3files s3outposts s3tables s3vectors sagemaker
sagemaker-a2i-runtime sagemaker-edge sagemaker-featurestore-runtime sagemaker-geospatial
sagemaker-inference-router-runtime sagemaker-metrics sagemaker-runtime sagemakerjobruntime
sagemakertrainingsessionruntime savingsplans scheduler schemas scn sdb secretsmanager
security-ir securityagent securityhub securitylake serverlessrepo service-quotas
servicecatalog servicecatalog-appregistry servicediscovery servicequotas ses sesv2 shield
signer signer-data signin simpledbv2 sms sms-voice sms-voice-pinpoint snow-device-management
snowball sns social-messaging socialmessaging sqs ssm ssm-contacts ssm-guiconnect
ssm-incidents ssm-quicksetup ssm-sap ssmmessages sso sso-admin sso-oauth sso-oidc states
stepfunctions storagegateway streams-dynamodb sts supplychain support support-app supportapp
supportauthz sustainability swf synthetics tag tagging tax taxsettings textract thinclient
timestream timestream-influxdb timestream-query timestream-write
training-session-runtime-sagemaker transcribe transfer translate trustedadvisor uxc
verifiedpermissions voice-chime voice-id voiceid vpc-lattice waf waf-regional wafv2
wellarchitected wickr wisdom workdocs workmail workmailmessageflow workspaces
workspaces-instances workspaces-thin-client workspaces-web xray
"""

SOURCES = frozenset(f"aws.{service}" for service in _SERVICES.split())
