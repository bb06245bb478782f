// Where the ends of the record's chains are published every night: added once, never changed and never removed, by an identity that has no other
// right. Somebody who can write to the record cannot write here.

@minLength(3)
@maxLength(24)
param name string

param identityName string
param location string
param tags object
param sku string

@description('Days that a seal cannot be changed or deleted.')
@minValue(1)
@maxValue(146000)
param keepDays int

param customerKey encryptionKey?
param privateNetwork bool
param lock bool

import { encryptionKey, encryptionOf, identityOf } from 'encryption.bicep'

var container = 'seals'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: identityName
  location: location
  tags: tags
}

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
    encryption: encryptionOf(customerKey, false)
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    resource seals 'containers' = {
      name: container
      properties: { publicAccess: 'None' }

      // Unlocked, so that a first deployment can be undone; people lock it before real data comes (docs/operations.md).
      resource unchangeable 'immutabilityPolicies' = {
        name: 'default'
        properties: { immutabilityPeriodSinceCreationInDays: keepDays, allowProtectedAppendWrites: false }
      }
    }
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identityName, blobDataContributor)
  scope: storage::blobs::seals
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: storage
  properties: { level: 'CanNotDelete', notes: 'Proves that the record of children at risk was not rewritten.' }
}

output id string = storage.id
output identityId string = identity.id
output clientId string = identity.properties.clientId
output address string = '${storage.properties.primaryEndpoints.blob}${container}'
