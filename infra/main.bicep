// The whole installation of one environment in one resource group. Identities in place of keys; what is on and off stands in parameters/.

targetScope = 'resourceGroup'

import { encryptionKey } from 'modules/encryption.bicep'

@description('Short name, lower-case letters and digits; the names of the resources begin with it.')
@minLength(2)
@maxLength(7)
param name string

@description('What this installation is for; a tag, and part of nothing else.')
@allowed(['dev', 'test', 'production'])
param environmentName string

@description('Where everything is.')
param location string = resourceGroup().location

@description('Application id of the registration whose tokens the app believes; see docs/azure.md.')
param audience string

@description('Outside production: the application id of the registration that production believes, or none. Its tokens are never believed here.')
param liveAudience string = ''

@description('Ids of the applications whose access tokens the app believes, parted by commas.')
@minLength(36)
param clients string

@description('Codes of the partner agencies; empty takes those that servicebus.entities.json declares.')
param agencies string[] = []

@description('Agency code to the object id of its service principal.')
param agencyPrincipals object = {}

@description('Private endpoints for storage, bus, vault and app, and no public door.')
param privateNetwork bool

@description('Addresses of the network; used where it is private.')
param addressSpace string = '10.40.0.0/24'

@description('Address ranges of callers outside the network.')
param callerAddresses string[] = []

@description('Address ranges outside Azure that the app may reach by TLS, such as those of a telemetry receiver or a mail service.')
param egressAddresses string[] = []

@description('Address ranges of partner agencies outside the network.')
param agencyAddresses string[] = []

@description('Flex Consumption or Elastic Premium.')
@allowed(['flex', 'premium'])
param plan string = 'flex'

@description('Spread over zones what can be.')
param zoneRedundant bool

@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances for requests, and as many for orchestrations, that are always there.')
@minValue(0)
@maxValue(20)
param readyInstances int = 0

@description('Where the engine keeps its instances. The scheduler needs an app that was published with its package (docs/azure.md).')
@allowed(['azureStorage', 'scheduler'])
param engine string = 'azureStorage'

@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@description('Address ranges that may reach the scheduler.')
param schedulerAddresses string[] = []

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param hostStorageSku string = 'Standard_ZRS'

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param recordStorageSku string

@allowed(['Standard', 'Premium'])
param busSku string

@description('Names of further settings, each with the name of the secret in the vault that holds its value.')
param vaultSettings object = {}

@description('Address of an OTLP receiver for the traces and metrics of the app; none are sent where this is empty.')
param otlpEndpoint string = ''

@allowed(['grpc', 'http/protobuf'])
param otlpProtocol string = 'grpc'

@description('What the app is called there; where several installations send to one receiver, each its own.')
param otlpServiceName string = 'childprotection'

@description('Further settings of OpenTelemetry, by name. None that is a secret: headers with a key belong to vaultSettings.')
param otlpSettings object = {}

@description('Settings of the mail to people, by name: those that begin with Mail__, and Web__Address. None that is a secret: a password or key belongs to vaultSettings.')
param mailSettings object = {}

@description('Who is told when an alert fires; nobody is told where this is empty.')
param alertEmails string[] = []

@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Most gigabytes of logs a day; -1 is no limit.')
param logDailyCapGb int = -1

@description('Locks against deletion.')
param locks bool

@description('A nightly copy of the record into an account of its own.')
param backup bool

@description('Days that a nightly copy is kept.')
@minValue(1)
@maxValue(3650)
param backupDays int = 35

@description('Days that a seal over the record cannot be changed or deleted. Seals are published where vaultSettings names their key.')
@minValue(1)
@maxValue(146000)
param sealDays int = 3650

@description('A key of the authority over all that is stored, in a vault of its own, instead of the platform\'s. Chosen at the beginning; see docs/azure.md.')
param customerKeys bool = false

@description('Object id of the identity that deploys, which writes the package; empty where people give it the role.')
param deployerId string = ''

var suffix = uniqueString(resourceGroup().id)

// Real data is production's alone. What would bring it elsewhere stops the deployment: tokens of production's accounts, and in dev, whose network
// is open, the systems of agencies and mail to people.
var isLive = environmentName == 'production'
var isDev = environmentName == 'dev'
var believed = isLive || (!empty(liveAudience) && toLower(liveAudience) != toLower(audience))
  ? audience
  : fail('Outside production set liveAudience, and an audience of this environment\'s own: production\'s accounts may not come here.')
var connected = !isDev || empty(agencyPrincipals)
  ? agencyPrincipals
  : fail('In dev no agency\'s system may send or receive: agencyPrincipals must be empty.')
var mailed = !isDev || empty(mailSettings) ? mailSettings : fail('In dev nobody gets mail: mailSettings must be empty.')

// Said here rather than read from the modules that make them, so that what-if knows them beforehand.
var identityName = '${name}-identity'
var recordStorageName = '${name}rec${suffix}'
var accessLogName = '${name}acc${suffix}'
var hostStorageName = '${name}hst${suffix}'
var packageStorageName = '${name}pkg${suffix}'
var sealStorageName = '${name}sea${suffix}'
var copyStorageName = '${name}cpy${suffix}'
var busName = '${name}-bus-${suffix}'

var tags = { system: 'child-protection', environment: environmentName, data: isLive ? 'of real children' : 'made up' }

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: identityName, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    principalId: identity.outputs.principalId
    identityName: identityName
    lock: locks
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: name
    location: location
    tags: tags
    addressSpace: addressSpace
    plan: plan
    egressAddresses: egressAddresses
  }
}

module customerKey 'modules/customerKeys.bicep' = if (customerKeys) {
  name: 'customerKey'
  params: {
    name: '${name}-ck-${suffix}'
    identityName: '${name}-key-identity'
    location: location
    tags: tags
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

var key encryptionKey? = customerKeys
  ? {
      vaultAddress: customerKey.?outputs.vaultAddress ?? ''
      name: customerKey.?outputs.keyName ?? ''
      identityId: customerKey.?outputs.identityId ?? ''
    }
  : null

module hostStorage 'modules/hostStorage.bicep' = {
  name: 'hostStorage'
  params: {
    name: hostStorageName
    location: location
    tags: tags
    sku: hostStorageSku
    principalId: identity.outputs.principalId
    identityName: identityName
    customerKey: key
    privateNetwork: privateNetwork
  }
}

module packageStorage 'modules/packageStorage.bicep' = {
  name: 'packageStorage'
  params: {
    name: packageStorageName
    identityName: '${name}-package-identity'
    location: location
    tags: tags
    sku: hostStorageSku
    deployerId: deployerId
    customerKey: key
    privateNetwork: privateNetwork
  }
}

module recordStorage 'modules/recordStorage.bicep' = {
  name: 'recordStorage'
  params: {
    name: recordStorageName
    location: location
    tags: tags
    sku: recordStorageSku
    principalId: identity.outputs.principalId
    identityName: identityName
    customerKey: key
    privateNetwork: privateNetwork
    lock: locks
  }
}

module accessLog 'modules/accessLog.bicep' = {
  name: 'accessLog'
  params: {
    name: accessLogName
    location: location
    tags: tags
    // As long and as safe as the record that it tells of.
    sku: recordStorageSku
    principalId: identity.outputs.principalId
    identityName: identityName
    customerKey: key
    privateNetwork: privateNetwork
    lock: locks
  }
}

module seals 'modules/seals.bicep' = {
  name: 'seals'
  params: {
    name: sealStorageName
    identityName: '${name}-seal-identity'
    location: location
    tags: tags
    sku: 'Standard_ZRS'
    keepDays: sealDays
    customerKey: key
    privateNetwork: privateNetwork
    lock: locks
  }
}

// Without a key that signs them the app publishes none, so that an environment of no importance needs no secret.
var sealSettings = contains(vaultSettings, 'Seals__SigningKey')
  ? { Seals__Container: seals.outputs.address, Seals__ClientId: seals.outputs.clientId }
  : {}

module bus 'modules/bus.bicep' = {
  name: 'bus'
  params: {
    name: busName
    location: location
    tags: tags
    sku: busSku
    privateNetwork: privateNetwork
    agencyAddresses: agencyAddresses
    customerKey: key
    workspaceId: monitoring.outputs.workspaceId
    lock: locks
  }
}

module busEntities 'modules/busEntities.bicep' = {
  name: 'busEntities'
  params: {
    namespaceName: busName
    agencies: agencies
    principalId: identity.outputs.principalId
    identityName: identityName
    agencyPrincipals: connected
  }
  dependsOn: [bus]
}

module vault 'modules/keyVault.bicep' = {
  name: 'vault'
  params: {
    name: '${name}-kv-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    identityName: identityName
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    lock: locks
  }
}

// Apart from the vault of people's secrets, since the host writes here.
module hostKeys 'modules/keyVault.bicep' = {
  name: 'hostKeys'
  params: {
    name: '${name}-hk-${suffix}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    ofHost: true
    identityName: identityName
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    lock: locks
  }
}

module scheduler 'modules/scheduler.bicep' = if (engine == 'scheduler') {
  name: 'scheduler'
  params: {
    name: '${name}-dts-${suffix}'
    location: location
    tags: tags
    sku: schedulerSku
    principalId: identity.outputs.principalId
    identityName: identityName
    clientId: identity.outputs.clientId
    allowedAddresses: schedulerAddresses
    lock: locks
  }
}

// host.json names Azure Storage; a setting of this form overrides an entry of host.json.
var engineSettings = engine == 'scheduler'
  ? {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      AzureFunctionsJobHost__extensions__durableTask__hubName: scheduler.?outputs.hubName ?? ''
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: scheduler.?outputs.connection ?? ''
    }
  : {}

// The app is told them by name, so that it refuses every other code.
var partners = empty(agencies) ? loadJsonContent('servicebus.entities.json').forEach[0].default : agencies

// What Flex looks for in the container by itself; Premium is told.
var packageName = plan == 'flex' ? 'released-package.zip' : 'app.zip'

var telemetrySettings = empty(otlpEndpoint)
  ? {}
  : union(otlpSettings, {
      OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
      OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol
      OTEL_SERVICE_NAME: otlpServiceName
    })

module app 'modules/functionApp.bicep' = {
  name: 'app'
  params: {
    name: '${name}-app-${suffix}'
    location: location
    tags: tags
    plan: plan
    zoneRedundant: zoneRedundant
    maximumInstances: maximumInstances
    readyInstances: readyInstances
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    hostKeysAddress: hostKeys.outputs.address
    hostStorageName: hostStorage.outputs.name
    packageAddress: packageStorage.outputs.address
    packageName: packageName
    packageIdentityId: packageStorage.outputs.identityId
    tableAddress: recordStorage.outputs.tableAddress
    accessLogAddress: accessLog.outputs.tableAddress
    busAddress: bus.outputs.address
    agencies: partners
    insightsConnection: monitoring.outputs.connectionString
    authority: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
    audience: believed
    clients: clients
    engineSettings: engineSettings
    telemetrySettings: telemetrySettings
    mailSettings: mailed
    sealSettings: sealSettings
    sealIdentityId: seals.outputs.identityId
    vaultSettings: vaultSettings
    vaultName: vault.outputs.name
    subnetId: network.?outputs.appSubnetId ?? ''
    privateNetwork: privateNetwork
    callerAddresses: callerAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
  // The host starts as soon as it is there, and must find its queues, and its doors where the network is private.
  dependsOn: [busEntities, doors]
}

var doorList = privateNetwork
  ? [
      { name: 'host-blob', group: 'blob', target: hostStorage.outputs.id, zone: network.?outputs.blobZoneId ?? '' }
      { name: 'host-queue', group: 'queue', target: hostStorage.outputs.id, zone: network.?outputs.queueZoneId ?? '' }
      { name: 'host-table', group: 'table', target: hostStorage.outputs.id, zone: network.?outputs.tableZoneId ?? '' }
      { name: 'record-table', group: 'table', target: recordStorage.outputs.id, zone: network.?outputs.tableZoneId ?? '' }
      { name: 'access-table', group: 'table', target: accessLog.outputs.id, zone: network.?outputs.tableZoneId ?? '' }
      { name: 'package-blob', group: 'blob', target: packageStorage.outputs.id, zone: network.?outputs.blobZoneId ?? '' }
      { name: 'seal-blob', group: 'blob', target: seals.outputs.id, zone: network.?outputs.blobZoneId ?? '' }
      { name: 'bus', group: 'namespace', target: bus.outputs.id, zone: network.?outputs.busZoneId ?? '' }
      { name: 'host-keys', group: 'vault', target: hostKeys.outputs.id, zone: network.?outputs.vaultZoneId ?? '' }
      { name: 'vault', group: 'vault', target: vault.outputs.id, zone: network.?outputs.vaultZoneId ?? '' }
    ]
  : []

module doors 'modules/privateEndpoints.bicep' = if (privateNetwork) {
  name: 'doors'
  params: {
    name: name
    location: location
    tags: tags
    subnetId: network.?outputs.endpointSubnetId ?? ''
    doors: doorList
  }
}

module appDoor 'modules/privateEndpoint.bicep' = if (privateNetwork) {
  name: 'appDoor'
  params: {
    name: '${name}-app-door'
    location: location
    tags: tags
    targetId: app.outputs.id
    group: 'sites'
    subnetId: network.?outputs.endpointSubnetId ?? ''
    zoneId: network.?outputs.siteZoneId ?? ''
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    emails: alertEmails
    insightsId: monitoring.outputs.insightsId
    busId: bus.outputs.id
    recordStorageId: recordStorage.outputs.id
    accessLogId: accessLog.outputs.id
    backup: backup
    backupFactoryId: copies.?outputs.factoryId ?? ''
  }
}

module copies 'modules/backup.bicep' = if (backup) {
  name: 'copies'
  params: {
    name: copyStorageName
    factoryName: '${name}-copy-${suffix}'
    location: location
    tags: tags
    sku: 'Standard_ZRS'
    sources: [
      { name: 'record', storageName: recordStorageName, tables: ['Cases', 'Disposals'] }
      { name: 'access', storageName: accessLogName, tables: ['Access'] }
    ]
    keepDays: backupDays
    customerKey: key
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    lock: locks
  }
  dependsOn: [recordStorage, accessLog]
}

// Who looks is worth knowing where records, copies of them, or their readers are. Elsewhere are ids, packages and signatures.
var logged = concat(
  [
    { name: recordStorageName, reads: ['table'] }
    { name: accessLogName, reads: ['table'] }
    { name: hostStorageName, reads: [] }
    { name: packageStorageName, reads: [] }
    { name: sealStorageName, reads: [] }
  ],
  backup ? [{ name: copyStorageName, reads: ['blob'] }] : []
)

module storageLogs 'modules/storageLogs.bicep' = [
  for (account, index) in logged: {
    name: 'storageLogs-${index}'
    params: { storageName: account.name, reads: account.reads, workspaceId: monitoring.outputs.workspaceId }
    dependsOn: [recordStorage, accessLog, hostStorage, packageStorage, seals, copies]
  }
]

output appName string = app.outputs.name
output appHost string = app.outputs.hostName
output packageStorageName string = packageStorage.outputs.name
output packageName string = packageName
output factoryName string = copies.?outputs.factoryName ?? ''
