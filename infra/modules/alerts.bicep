// Alerts for operators. Queries look for the names of log events; a test checks that the app logs them.

param name string
param location string
param tags object

@description('The recipients, by e-mail.')
param emails string[]

param insightsId string
param busId string
param recordStorageId string
param accessLogId string

@description('Whether the record is copied at night.')
param backup bool

@description('The factory that copies the record at night; empty where there is none.')
param backupFactoryId string

@description('How bad it is (0 is worst), how far it looks back and how often, and what it looks for.')
type watchedWords = {
  name: string
  title: string
  severity: int
  window: string
  every: string
  query: string

  @description('Where silence is the fault: it fires at so many lines or fewer.')
  atMost: int?
}

var watched watchedWords[] = [
  {
    name: 'timer-lag'
    title: 'A deadline did not fire in time'
    severity: 1
    window: 'PT15M'
    every: 'PT5M'
    query: 'traces | where customDimensions.EventName == "CheckpointNudged"'
  }
  {
    name: 'failed-instances'
    title: 'Orchestrations of cases failed'
    severity: 1
    window: 'PT15M'
    every: 'PT5M'
    query: 'traces | where customDimensions.EventName == "CaseStartedAgain"'
  }
  {
    name: 'left-to-operator'
    title: 'A case cannot continue without an operator'
    severity: 0
    window: 'PT15M'
    every: 'PT5M'
    query: 'traces | where customDimensions.EventName == "CaseLeftToOperator" or customDimensions.EventName == "EventParked" or customDimensions.EventName == "ListRowPassedOver"'
  }
  {
    name: 'overdue-approvals'
    title: 'Approvals have waited too long'
    severity: 2
    window: 'P1D'
    every: 'PT1H'
    query: 'traces | where customDimensions.EventName == "ApprovalWaits"'
  }
  {
    name: 'bus-away'
    title: 'The bus cannot be reached'
    severity: 2
    window: 'PT30M'
    every: 'PT10M'
    query: 'traces | where customDimensions.EventName == "PublishingLeftToSweep" | summarize Cases = count() | where Cases > 20'
  }
  {
    name: 'broken-glass'
    title: 'Someone read a case of another team'
    severity: 2
    window: 'PT15M'
    every: 'PT15M'
    query: 'traces | where customDimensions.EventName == "GlassBroken"'
  }
  {
    name: 'not-intact'
    title: 'The record or its access log was changed outside the app'
    severity: 0
    window: 'P1D'
    every: 'PT1H'
    query: 'traces | where customDimensions.EventName == "RecordNotIntact" or customDimensions.EventName == "AccessLogNotIntact" or customDimensions.EventName == "SealedRecordMissing" or customDimensions.EventName == "SealNotWritten"'
  }
  {
    // Seals go out every night; a night without them leaves two days that could be rewritten.
    name: 'no-seals'
    title: 'Last night no seals were published'
    severity: 2
    window: 'P1D'
    every: 'PT6H'
    query: 'requests | where name == "SealPublication" and success == true'
    atMost: 0
  }
  {
    // The sweep runs every quarter of a minute; without it interrupted work stays unfinished.
    name: 'silent'
    title: 'The app does not run'
    severity: 0
    window: 'PT10M'
    every: 'PT5M'
    query: 'requests | where name == "Sweep" and success == true'
    atMost: 0
  }
  {
    name: 'server-errors'
    title: 'Requests fail'
    severity: 2
    window: 'PT15M'
    every: 'PT5M'
    query: 'requests | where toint(resultCode) >= 500 | summarize Failed = count() | where Failed > 10'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-people'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'cp-people'
    enabled: true
    emailReceivers: [for (address, index) in emails: { name: 'person-${index}', emailAddress: address, useCommonAlertSchema: true }]
  }
}

resource logAlert 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for item in watched: {
    name: '${name}-${item.name}'
    location: location
    tags: tags
    properties: {
      displayName: item.title
      description: 'What it means and what to do: docs/operations.md.'
      severity: item.severity
      enabled: true
      evaluationFrequency: item.every
      windowSize: item.window
      scopes: [insightsId]
      criteria: {
        allOf: [
          {
            query: item.query
            timeAggregation: 'Count'
            operator: item.?atMost == null ? 'GreaterThan' : 'LessThanOrEqual'
            threshold: item.?atMost ?? 0
          }
        ]
      }
      autoMitigate: false
      actions: { actionGroups: [people.id] }
    }
  }
]

// A key that somebody lists opens what identities keep shut: the host's own routes, or an account as a whole.
resource keysListed 'Microsoft.Insights/activityLogAlerts@2020-10-01' = {
  name: '${name}-keys-listed'
  location: 'global'
  tags: tags
  properties: {
    description: 'Somebody listed keys or a publishing profile. docs/operations.md.'
    enabled: true
    scopes: [resourceGroup().id]
    condition: {
      allOf: [
        { field: 'category', equals: 'Administrative' }
        {
          anyOf: [
            { field: 'operationName', equals: 'Microsoft.Web/sites/host/listKeys/action' }
            { field: 'operationName', equals: 'Microsoft.Web/sites/functions/listKeys/action' }
            { field: 'operationName', equals: 'Microsoft.Web/sites/publishxml/action' }
            { field: 'operationName', equals: 'Microsoft.Storage/storageAccounts/listKeys/action' }
            { field: 'operationName', equals: 'Microsoft.ServiceBus/namespaces/authorizationRules/listKeys/action' }
          ]
        }
      ]
    }
    actions: { actionGroups: [{ actionGroupId: people.id }] }
  }
}

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'An agency sent what could not be used, or nobody takes what was published. docs/operations.md.'
    severity: 1
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    scopes: [busId]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'letters'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'DeadletteredMessages'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

// The bus does not measure how old a message is. Where one has waited in each of five minutes, no instance takes them, or not as fast as they come.
resource waitingMessages 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-waiting-messages'
  location: 'global'
  tags: tags
  properties: {
    description: 'Messages of agencies have waited for five minutes. docs/operations.md.'
    severity: 1
    enabled: true
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    scopes: [busId]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'waiting'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'ActiveMessages'
          timeAggregation: 'Minimum'
          operator: 'GreaterThan'
          threshold: 0
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['agency-events'] }]
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

var doesNotAnswer = {
  'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
  allOf: [
    {
      name: 'availability'
      criterionType: 'StaticThresholdCriterion'
      metricName: 'Availability'
      timeAggregation: 'Average'
      operator: 'LessThan'
      threshold: 99
    }
  ]
}

resource recordAway 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-record-away'
  location: 'global'
  tags: tags
  properties: {
    description: 'The record store refuses or does not answer. docs/operations.md.'
    severity: 0
    enabled: true
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    scopes: [recordStorageId]
    criteria: doesNotAnswer
    actions: [{ actionGroupId: people.id }]
  }
}

resource accessLogAway 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-access-log-away'
  location: 'global'
  tags: tags
  properties: {
    description: 'The access log cannot be written, and without it nobody gets an answer. docs/operations.md.'
    severity: 0
    enabled: true
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    scopes: [accessLogId]
    criteria: doesNotAnswer
    actions: [{ actionGroupId: people.id }]
  }
}

resource copyFailed 'Microsoft.Insights/metricAlerts@2018-03-01' = if (backup) {
  name: '${name}-copy-failed'
  location: 'global'
  tags: tags
  properties: {
    description: 'Last night\'s copy of the record was not made. docs/operations.md.'
    severity: 1
    enabled: true
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    scopes: [backupFactoryId]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'failed'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'PipelineFailedRuns'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}

output actionGroupId string = people.id
