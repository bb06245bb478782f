// The bus's entities, from the declaration that the local broker reads too.

@description('The namespace, which exists.')
param namespaceName string

@description('The agencies; empty takes those of the declaration.')
param agencies array

var declared = loadJsonContent('servicebus.entities.json')
var repeated = flatten(map(
  declared.forEach,
  part => map(empty(agencies) ? part['default'] : agencies, value => json(replace(string(part.entities), part.placeholder, value)))
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
