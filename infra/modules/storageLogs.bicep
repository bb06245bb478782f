// What an account logs of those who come to it: blobs, queues and tables, also where the app uses but one of them, so that nothing is put beside.

param storageName string

@description('Where reading is logged as well: it is worth knowing who looked, and from which address.')
param reads ('blob' | 'queue' | 'table')[]

param workspaceId string

var changes = [{ category: 'StorageWrite', enabled: true }, { category: 'StorageDelete', enabled: true }]
var all = concat([{ category: 'StorageRead', enabled: true }], changes)
var metrics = [{ category: 'Transaction', enabled: true }]

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }

  resource queues 'queueServices' existing = {
    name: 'default'
  }

  resource tables 'tableServices' existing = {
    name: 'default'
  }
}

resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: storage::blobs
  properties: { workspaceId: workspaceId, logs: contains(reads, 'blob') ? all : changes, metrics: metrics }
}

resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: storage::queues
  properties: { workspaceId: workspaceId, logs: contains(reads, 'queue') ? all : changes, metrics: metrics }
}

resource tableLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: storage::tables
  properties: { workspaceId: workspaceId, logs: contains(reads, 'table') ? all : changes, metrics: metrics }
}
