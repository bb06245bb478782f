// The whole installation of one environment in one resource group. Identities in place of keys; what is on and off stands in parameters/.

targetScope = 'resourceGroup'

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

var suffix = uniqueString(resourceGroup().id)

// Said here rather than read from the modules that make them, so that what-if knows them beforehand.
var identityName = '${name}-identity'
var recordStorageName = '${name}rec${suffix}'
var busName = '${name}-bus-${suffix}'

var tags = { system: 'child-protection', environment: environmentName }

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

module hostStorage 'modules/hostStorage.bicep' = {
  name: 'hostStorage'
  params: {
    name: '${name}hst${suffix}'
    location: location
    tags: tags
    sku: hostStorageSku
    principalId: identity.outputs.principalId
    identityName: identityName
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
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
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    lock: locks
  }
}

module seals 'modules/seals.bicep' = {
  name: 'seals'
  params: {
    name: '${name}sea${suffix}'
    identityName: '${name}-seal-identity'
    location: location
    tags: tags
    sku: 'Standard_ZRS'
    keepDays: sealDays
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
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
    agencyPrincipals: agencyPrincipals
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
    packageAddress: hostStorage.outputs.packageAddress
    tableAddress: recordStorage.outputs.tableAddress
    busAddress: bus.outputs.address
    agencies: agencies
    insightsConnection: monitoring.outputs.connectionString
    authority: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
    audience: audience
    clients: clients
    engineSettings: engineSettings
    telemetrySettings: telemetrySettings
    mailSettings: mailSettings
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
    backup: backup
    backupFactoryId: copies.?outputs.factoryId ?? ''
  }
}

module copies 'modules/backup.bicep' = if (backup) {
  name: 'copies'
  params: {
    name: '${name}cpy${suffix}'
    factoryName: '${name}-copy-${suffix}'
    location: location
    tags: tags
    sku: 'Standard_ZRS'
    tables: ['Cases', 'Access']
    recordStorageName: recordStorageName
    keepDays: backupDays
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
    lock: locks
  }
  dependsOn: [recordStorage]
}

output appName string = app.outputs.name
output appHost string = app.outputs.hostName
output hostStorageName string = hostStorage.outputs.name
output factoryName string = copies.?outputs.factoryName ?? ''
