// The access log: who read or changed what. Apart from the record, so that a right to one gives none to the other, with a table that only the
// app's rows go into and that the app can neither make nor find others beside.

@minLength(3)
@maxLength(24)
param name string

param location string
param tags object
param sku string

@description('The app, which adds entries and removes those whose time has come.')
param principalId string

@description('Name of its identity. The names of its roles are made from it: what-if cannot know a principal, and would leave this module out.')
param identityName string

param customerKey encryptionKey?
param privateNetwork bool
param lock bool

import { encryptionKey, encryptionOf, identityOf } from 'encryption.bicep'

var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
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
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateNetwork ? 'Deny' : 'Allow', bypass: 'None' }
    encryption: encryptionOf(customerKey, true)
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource entries 'tables' = {
      name: 'Access'
    }
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage::tables::entries.id, identityName, tableDataContributor)
  scope: storage::tables::entries
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: storage
  properties: { level: 'CanNotDelete', notes: 'Who read the record of children at risk, and why.' }
}

output id string = storage.id
output name string = storage.name
output tableAddress string = storage.properties.primaryEndpoints.table
