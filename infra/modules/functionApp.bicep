// The app and its plan. Every setting that the code reads and Azure has a value for is set here, and none of them is a secret.

param name string
param location string
param tags object

@description('flex: Flex Consumption. premium: Elastic Premium, for a network or a load that Flex does not serve.')
@allowed(['flex', 'premium'])
param plan string

param zoneRedundant bool

@description('Most instances. The task hub has four partitions, so orchestrations run on four at most; HTTP scales on.')
@minValue(1)
@maxValue(1000)
param maximumInstances int

@description('Instances for requests, and as many for orchestrations, that are always there, so that a referral never waits for a start.')
param readyInstances int

@description('The app as it is known to the resources.')
param identityId string
param clientId string

@description('Vault in which the host keeps the keys of its own routes, such as /admin.')
param hostKeysAddress string

param hostStorageName string

@description('Where the package is, its name there, and the identity that may read it and do nothing else.')
param packageAddress string
param packageName string
param packageIdentityId string

param tableAddress string

@description('Table address of the account of the access log.')
param accessLogAddress string

param busAddress string

@description('Codes of the partner agencies, as the bus has entities for them; no other is heard.')
@minLength(1)
param agencies string[]

param insightsConnection string
param authority string
param audience string

@description('Ids of the applications whose access tokens the app believes, parted by commas.')
param clients string

@description('Settings of the chosen engine, by name.')
param engineSettings object

@description('Where the app sends its traces and metrics, by name; empty for nowhere.')
param telemetrySettings object

@description('Settings of the mail to people, by name; empty for no mail.')
param mailSettings object

@description('Where the app publishes seals over the record, by name; empty for no seals.')
param sealSettings object

@description('The identity that may add seals and has no other right.')
param sealIdentityId string

@description('Names of further settings, each with the name of the secret that holds its value.')
param vaultSettings object

param vaultName string

@description('Where the app reaches out from; empty where the network is public.')
param subnetId string

param privateNetwork bool

@description('Address ranges of callers outside the network; empty shuts the app to the outside where the network is private.')
param callerAddresses string[]

param workspaceId string

var isFlex = plan == 'flex'

// Messages have no trigger that would start an instance: the app takes them itself, where its schedule Sweep runs. One instance of it is always there.
var takesMessages = 'function:Sweep'
var shut = privateNetwork && empty(callerAddresses)

var settings = union(
  {
    AzureWebJobsStorage__accountName: hostStorageName
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: clientId
    AzureWebJobsSecretStorageType: 'keyvault'
    AzureWebJobsSecretStorageKeyVaultUri: hostKeysAddress
    AzureWebJobsSecretStorageKeyVaultClientId: clientId
    Tables__ServiceUri: tableAddress
    Tables__AccessLogServiceUri: accessLogAddress
    ServiceBus__fullyQualifiedNamespace: busAddress
    Agencies: join(agencies, ',')
    // As the local host: a longer body is refused.
    FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4194304'
    // Which identity DefaultAzureCredential takes.
    AZURE_CLIENT_ID: clientId
    Authentication__Authority: authority
    Authentication__Audience: audience
    Authentication__Clients: clients
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${clientId}'
  },
  engineSettings,
  telemetrySettings,
  mailSettings,
  sealSettings,
  toObject(
    items(vaultSettings),
    setting => setting.key,
    setting => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${setting.value})'
  ),
  // Flex knows these by its own configuration and refuses them as settings.
  isFlex
    ? {}
    : {
        FUNCTIONS_EXTENSION_VERSION: '~4'
        FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
        WEBSITE_RUN_FROM_PACKAGE: '${packageAddress}/${packageName}'
        WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: packageIdentityId
      }
)

resource farm 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: isFlex ? 'functionapp' : 'elastic'
  sku: isFlex ? { name: 'FC1', tier: 'FlexConsumption' } : { name: 'EP1', tier: 'ElasticPremium', capacity: zoneRedundant ? 2 : 1 }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
    maximumElasticWorkerCount: isFlex ? null : maximumInstances
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {}, '${sealIdentityId}': {}, '${packageIdentityId}': {} }
  }
  properties: {
    serverFarmId: farm.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    publicNetworkAccess: shut ? 'Disabled' : 'Enabled'
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    vnetRouteAllEnabled: !empty(subnetId)
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // Flex has no health check of the platform; the alert on silence stands in for it.
      healthCheckPath: isFlex ? null : '/api/health/ready'
      linuxFxVersion: isFlex ? null : 'DOTNET-ISOLATED|10.0'
      // As with Flex, one at least takes messages; spread over zones they are two.
      minimumElasticInstanceCount: isFlex ? null : max(readyInstances, zoneRedundant ? 2 : 1)
      // Premium's scaler cannot look at the task hub's queues through a private endpoint; the host then tells it what waits.
      functionsRuntimeScaleMonitoringEnabled: isFlex ? null : privateNetwork
      // The door for deployments is as narrow as that of the app, and the host's own routes ask for keys that lie in a vault.
      scmIpSecurityRestrictionsUseMain: true
      scmIpSecurityRestrictionsDefaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipSecurityRestrictionsDefaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipSecurityRestrictions: [
        for (range, index) in callerAddresses: {
          name: 'caller-${index}'
          action: 'Allow'
          priority: 100 + index
          ipAddress: range
        }
      ]
    }
    functionAppConfig: isFlex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: packageAddress
              authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: packageIdentityId }
            }
          }
          runtime: { name: 'dotnet-isolated', version: '10.0' }
          scaleAndConcurrency: {
            maximumInstanceCount: maximumInstances
            instanceMemoryMB: 2048
            alwaysReady: concat(
              [{ name: takesMessages, instanceCount: 1 }],
              readyInstances == 0
                ? []
                : [{ name: 'http', instanceCount: readyInstances }, { name: 'durable', instanceCount: readyInstances }]
            )
          }
        }
      : null
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: settings
  }

  // Deployment goes by tokens of the tenant alone.
  resource scmPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftpPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: concat(
      [{ category: 'FunctionAppLogs', enabled: true }],
      // Flex has no log of its own of refused addresses and of sign-ins to the deployment door.
      isFlex ? [] : [{ category: 'AppServiceIPSecAuditLogs', enabled: true }, { category: 'AppServiceAuditLogs', enabled: true }]
    )
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = app.id
output name string = app.name
output hostName string = app.properties.defaultHostName
