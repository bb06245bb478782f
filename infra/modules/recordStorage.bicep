// The record: the tables that are the truth about every child. Apart from the host's storage, so that the app has no right here but on tables,
// and so that the two are replicated, locked and kept as each needs.

@minLength(3)
@maxLength(24)
param name string

param location string
param tags object

@description('Standard_RAGZRS in production: a copy in the paired region, which can be read.')
param sku string

@description('The app, which reads and writes rows.')
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
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identityName, tableDataContributor)
  scope: storage
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableDataContributor)
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: storage
  properties: {
    level: 'CanNotDelete'
    notes: 'The record of children at risk. Deleting it needs two people: one to lift this lock, one to delete.'
  }
}

output id string = storage.id
output name string = storage.name
output tableAddress string = storage.properties.primaryEndpoints.table
