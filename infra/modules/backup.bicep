// The second copy of the record. Tables have neither restore points nor soft delete, so every night they are copied as files into an account of
// its own, where a file cannot be changed or deleted before its time, on any request.

@minLength(3)
@maxLength(24)
param name string

param factoryName string
param location string
param tags object
param sku string

@description('An account and those of its tables that hold the truth.')
type source = { name: string, storageName: string, tables: string[] }

param sources source[]

@description('Days that a copy cannot be deleted, and then is.')
@minValue(1)
@maxValue(3650)
param keepDays int

param customerKey encryptionKey?
param privateNetwork bool
param workspaceId string
param lock bool

import { encryptionKey, encryptionOf, identityOf } from 'encryption.bicep'

var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var tableDataReader = '76199698-9eea-4c19-bc75-cec21354c6b6'
var runtimeName = 'inside'

resource origin 'Microsoft.Storage/storageAccounts@2023-05-01' existing = [
  for item in sources: {
    name: item.storageName
  }
]

resource copies 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  identity: identityOf(customerKey)
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    accessTier: 'Cool'
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateNetwork ? 'Deny' : 'Allow', bypass: 'None' }
    encryption: encryptionOf(customerKey, true)
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: 30 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    resource nightly 'containers' = {
      name: 'nightly'
      properties: { publicAccess: 'None' }

      // Unlocked, so that a test can be torn down; locking it is a decision of people and cannot be taken back (docs/azure.md).
      resource unchangeable 'immutabilityPolicies' = {
        name: 'default'
        properties: { immutabilityPeriodSinceCreationInDays: keepDays, allowProtectedAppendWrites: false }
      }
    }
  }

  resource ageing 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'delete-when-the-time-has-come'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['nightly/'] }
              actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: keepDays + 1 } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: factoryName
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: { publicNetworkAccess: 'Disabled' }

  // Its own network: the copy runs inside it, and reaches the accounts by private endpoints that their owner approves once.
  resource inside 'managedVirtualNetworks' = {
    name: 'default'
    properties: {}

    resource toOrigin 'managedPrivateEndpoints' = [
      for (item, index) in sources: if (privateNetwork) {
        name: item.name
        properties: { privateLinkResourceId: origin[index].id, groupId: 'table' }
      }
    ]

    resource toCopies 'managedPrivateEndpoints' = if (privateNetwork) {
      name: 'copies'
      properties: { privateLinkResourceId: copies.id, groupId: 'blob' }
    }
  }

  resource runtime 'integrationRuntimes' = {
    name: runtimeName
    properties: {
      type: 'Managed'
      managedVirtualNetwork: { type: 'ManagedVirtualNetworkReference', referenceName: inside.name }
      typeProperties: { computeProperties: { location: location } }
    }
  }

  resource tables 'linkedservices' = [
    for (item, index) in sources: {
      name: item.name
      properties: {
        type: 'AzureTableStorage'
        typeProperties: { serviceEndpoint: origin[index].properties.primaryEndpoints.table }
        connectVia: { type: 'IntegrationRuntimeReference', referenceName: runtime.name }
      }
    }
  ]

  resource target 'linkedservices' = {
    name: 'copies'
    properties: {
      type: 'AzureBlobStorage'
      typeProperties: { serviceEndpoint: copies.properties.primaryEndpoints.blob, accountKind: 'StorageV2' }
      connectVia: { type: 'IntegrationRuntimeReference', referenceName: runtime.name }
    }
  }

  resource rows 'datasets' = [
    for (item, index) in sources: {
      name: 'rows_${item.name}'
      properties: {
        type: 'AzureTable'
        linkedServiceName: { type: 'LinkedServiceReference', referenceName: tables[index].name }
        parameters: { table: { type: 'String' } }
        typeProperties: { tableName: { value: '@dataset().table', type: 'Expression' } }
      }
    }
  ]

  resource files 'datasets' = {
    name: 'files'
    properties: {
      type: 'Json'
      linkedServiceName: { type: 'LinkedServiceReference', referenceName: target.name }
      parameters: { table: { type: 'String' }, night: { type: 'String' } }
      typeProperties: {
        location: {
          type: 'AzureBlobStorageLocation'
          container: 'nightly'
          folderPath: { value: '@dataset().night', type: 'Expression' }
          fileName: { value: '@concat(dataset().table, \'.json\')', type: 'Expression' }
        }
      }
    }
  }

  resource copy 'pipelines' = {
    name: 'nightly-copy'
    properties: {
      activities: [
        for (item, index) in sources: {
          name: 'EachTableOf-${item.name}'
          type: 'ForEach'
          typeProperties: {
            items: { value: '@pipeline().parameters.${item.name}', type: 'Expression' }
            activities: [
              {
                name: 'Copy-${item.name}'
                type: 'Copy'
                policy: { retry: 3, retryIntervalInSeconds: 300, timeout: '0.06:00:00' }
                typeProperties: {
                  source: { type: 'AzureTableSource' }
                  sink: { type: 'JsonSink', formatSettings: { type: 'JsonWriteSettings', filePattern: 'setOfObjects' } }
                }
                inputs: [
                  { referenceName: rows[index].name, type: 'DatasetReference', parameters: { table: '@item()' } }
                ]
                outputs: [
                  {
                    referenceName: files.name
                    type: 'DatasetReference'
                    parameters: { table: '@item()', night: '@formatDateTime(pipeline().TriggerTime, \'yyyy-MM-dd\')' }
                  }
                ]
              }
            ]
          }
        }
      ]
      parameters: toObject(sources, item => item.name, item => { type: 'Array', defaultValue: item.tables })
    }
  }

  // Made stopped; infra/deploy starts it.
  resource nightly 'triggers' = {
    name: 'nightly'
    properties: {
      type: 'ScheduleTrigger'
      typeProperties: {
        recurrence: { frequency: 'Day', interval: 1, startTime: '2026-01-01T02:00:00Z', timeZone: 'UTC' }
      }
      pipelines: [{ pipelineReference: { referenceName: copy.name, type: 'PipelineReference' } }]
    }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (item, index) in sources: {
    name: guid(origin[index].id, factory.id, tableDataReader)
    scope: origin[index]
    properties: {
      principalId: factory.identity.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataReader)
    }
  }
]

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(copies.id, factory.id, blobDataContributor)
  scope: copies
  properties: {
    principalId: factory.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: factory
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'PipelineRuns', enabled: true }, { category: 'ActivityRuns', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: copies
  properties: { level: 'CanNotDelete', notes: 'The only copies of the record outside its own account.' }
}

output factoryName string = factory.name
output factoryId string = factory.id
