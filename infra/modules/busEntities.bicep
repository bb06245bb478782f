// The bus's entities, from the declaration that the local broker reads too.

@description('The namespace, which exists.')
param namespaceName string

@description('The agencies; empty takes those of the declaration.')
param agencies string[]

@description('The app.')
param principalId string

@description('Name of its identity. The names of its roles are made from it: what-if cannot know a principal, and would leave this module out.')
param identityName string

@description('Agency code to the object id of its service principal in the tenant; an agency that is not here has no way in.')
param agencyPrincipals object

var declared = loadJsonContent('../servicebus.entities.json')
var repeated = flatten(map(
  declared.forEach,
  part => map(empty(agencies) ? part.default : agencies, value => json(replace(string(part.entities), part.placeholder, value)))
))
var queues = concat(declared.queues, flatten(map(repeated, part => part.queues)))
var topics = concat(declared.topics, flatten(map(repeated, part => part.topics)))
var subscriptions = concat(
  flatten(map(topics, topic => map(topic.?subscriptions ?? [], subscription => union(subscription, { topic: topic.name })))),
  flatten(map(repeated, part => part.subscriptions))
)
var rules = flatten(map(
  subscriptions,
  subscription => map(subscription.?rules ?? [], rule => union(rule, { topic: subscription.topic, subscription: subscription.name }))
))

resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' existing = {
  name: namespaceName
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' = [
  for item in queues: {
    parent: bus
    name: item.name
    properties: {
      lockDuration: item.lockDuration
      maxDeliveryCount: item.maxDeliveryCount
      requiresSession: item.?requiresSession ?? false
      // No message expires; where a time to live is set later, expired messages are kept as dead letters.
      deadLetteringOnMessageExpiration: true
      requiresDuplicateDetection: contains(item, 'duplicateDetectionHistoryTimeWindow')
      duplicateDetectionHistoryTimeWindow: item.?duplicateDetectionHistoryTimeWindow
    }
  }
]

resource topic 'Microsoft.ServiceBus/namespaces/topics@2022-10-01-preview' = [
  for item in topics: {
    parent: bus
    name: item.name
    properties: {
      requiresDuplicateDetection: contains(item, 'duplicateDetectionHistoryTimeWindow')
      duplicateDetectionHistoryTimeWindow: item.?duplicateDetectionHistoryTimeWindow
    }
  }
]

resource subscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2022-10-01-preview' = [
  for item in subscriptions: {
    name: '${namespaceName}/${item.topic}/${item.name}'
    properties: {
      lockDuration: item.lockDuration
      maxDeliveryCount: item.maxDeliveryCount
      forwardTo: item.?forwardTo
      deadLetteringOnMessageExpiration: true
    }
    dependsOn: [queue, topic]
  }
]

// A subscription is made with a rule $Default that takes every message; the declared one replaces it by having its name.
resource rule 'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules@2022-10-01-preview' = [
  for item in rules: {
    name: '${namespaceName}/${item.topic}/${item.subscription}/${item.name}'
    properties: {
      filterType: contains(item, 'properties') ? 'CorrelationFilter' : 'SqlFilter'
      correlationFilter: contains(item, 'properties') ? { properties: item.properties } : null
      sqlFilter: contains(item, 'properties') ? null : { sqlExpression: '1=1' }
      action: contains(item, 'action') ? { sqlExpression: item.action } : null
    }
    dependsOn: [subscription]
  }
]

// The app takes from its own queue and sends dead letters back into it, publishes to one topic, and takes what its own people are told. It cannot
// send to the agencies' topics: the broker forwards. It needs no right to manage: nothing scales by the length of a queue.
var dataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
var dataReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'

resource agencyEvents 'Microsoft.ServiceBus/namespaces/queues@2022-10-01-preview' existing = {
  parent: bus
  name: 'agency-events'
}

resource caseNotifications 'Microsoft.ServiceBus/namespaces/topics@2022-10-01-preview' existing = {
  parent: bus
  name: 'case-notifications'
}

resource ownQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [dataReceiver, dataSender]: {
    name: guid(agencyEvents.id, identityName, role)
    scope: agencyEvents
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
    dependsOn: [queue]
  }
]

resource publish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(caseNotifications.id, identityName, dataSender)
  scope: caseNotifications
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataSender)
  }
  dependsOn: [topic]
}

// What the app's people are told is taken here. What an agency's topic could not forward, and what an agency did not take, are dead letters of the
// other subscriptions; administrators read and send them again through the app. Before a case closes the app looks whether a notice still waits in
// an agency's subscription; it takes nothing there.
resource ownLetters 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (item, index) in subscriptions: {
    name: guid(namespaceName, item.topic, item.name, identityName, dataReceiver)
    scope: subscription[index]
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataReceiver)
    }
  }
]

// An agency sends to its own topic and takes from its own subscription, and sees no other's.
resource agencyTopic 'Microsoft.ServiceBus/namespaces/topics@2022-10-01-preview' existing = [
  for agency in items(agencyPrincipals): {
    parent: bus
    name: 'agency-${agency.key}'
  }
]

resource agencySubscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2022-10-01-preview' existing = [
  for agency in items(agencyPrincipals): {
    parent: caseNotifications
    name: agency.key
  }
]

resource agencySends 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (agency, index) in items(agencyPrincipals): {
    name: guid(namespaceName, agency.key, agency.value, dataSender)
    scope: agencyTopic[index]
    properties: {
      principalId: agency.value
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataSender)
    }
    dependsOn: [topic]
  }
]

resource agencyListens 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (agency, index) in items(agencyPrincipals): {
    name: guid(namespaceName, agency.key, agency.value, dataReceiver)
    scope: agencySubscription[index]
    properties: {
      principalId: agency.value
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataReceiver)
    }
    dependsOn: [subscription]
  }
]
