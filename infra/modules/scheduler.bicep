// Durable Task Scheduler, the engine's store for scale: made only where the parameters choose it in place of the host's storage. It has a public
// address and a list of who may reach it; the tables of a private network stay behind their doors.

param name string
param location string
param tags object

@description('Consumption pays by action; Dedicated by capacity.')
@allowed(['Consumption', 'Dedicated'])
param sku string

@description('The app.')
param principalId string

@description('Name of its identity. The names of its roles are made from it: what-if cannot know a principal, and would leave this module out.')
param identityName string

@description('Its client id, for the connection.')
param clientId string

@description('Address ranges that may reach it; none may where this is empty.')
param allowedAddresses string[]

param lock bool

var dataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    // Consumption refuses a capacity.
    sku: sku == 'Dedicated' ? { name: sku, capacity: 1 } : { name: sku }
    ipAllowlist: allowedAddresses
  }

  resource hub 'taskHubs' = {
    name: 'childprotection'
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler.id, identityName, dataContributor)
  scope: scheduler::hub
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataContributor)
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: scheduler
  properties: { level: 'CanNotDelete', notes: 'Timers of open cases. They can be made again from the record, case by case.' }
}

output hubName string = scheduler::hub.name
output connection string = 'Endpoint=${scheduler.properties.endpoint};Authentication=ManagedIdentity;ClientID=${clientId}'
