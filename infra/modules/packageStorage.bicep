// The package that the app runs, where the app cannot write: the platform reads it with an identity that has no other right, and who deploys puts
// it there.

@minLength(3)
@maxLength(24)
param name string

param identityName string
param location string
param tags object
param sku string

@description('Object id of the identity that deploys; empty where people give it the role.')
param deployerId string

param customerKey encryptionKey?
param privateNetwork bool

import { encryptionKey, encryptionOf, identityOf } from 'encryption.bicep'

var container = 'app-package'
var blobDataReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
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
      // The package of the day before is a step away.
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: 30 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }

    resource packages 'containers' = {
      name: container
      properties: { publicAccess: 'None' }
    }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage::blobs::packages.id, identityName, blobDataReader)
  scope: storage::blobs::packages
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataReader)
  }
}

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerId)) {
  name: guid(storage::blobs::packages.id, deployerId, blobDataContributor)
  scope: storage::blobs::packages
  properties: {
    principalId: deployerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

output id string = storage.id
output name string = storage.name
output identityId string = identity.id
output address string = '${storage.properties.primaryEndpoints.blob}${container}'
