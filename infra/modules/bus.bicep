// The Service Bus namespace. Its entities are in busEntities.bicep.

param name string
param location string
param tags object

@description('Premium is the tier that has private endpoints.')
@allowed(['Standard', 'Premium'])
param sku string

param privateNetwork bool

@description('Address ranges of partner agencies that reach the bus from outside the network; empty closes it to the outside where the network is private.')
param agencyAddresses string[]

param customerKey encryptionKey?
param workspaceId string
param lock bool

import { encryptionKey } from 'encryption.bicep'

var shut = privateNetwork && empty(agencyAddresses)

resource bus 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: sku, capacity: sku == 'Premium' ? 1 : null }
  // Only Premium takes a key of the authority's own, which a test holds the parameters to.
  identity: customerKey == null ? null : { type: 'UserAssigned', userAssignedIdentities: { '${customerKey!.identityId}': {} } }
  properties: {
    minimumTlsVersion: '1.2'
    disableLocalAuth: true
    publicNetworkAccess: shut ? 'Disabled' : 'Enabled'
    zoneRedundant: sku == 'Premium'
    encryption: customerKey == null
      ? null
      : {
          keySource: 'Microsoft.KeyVault'
          keyVaultProperties: [
            {
              keyName: customerKey!.name
              keyVaultUri: customerKey!.vaultAddress
              identity: { userAssignedIdentity: customerKey!.identityId }
            }
          ]
        }
  }
}

resource doors 'Microsoft.ServiceBus/namespaces/networkRuleSets@2022-10-01-preview' = if (privateNetwork) {
  parent: bus
  name: 'default'
  properties: {
    defaultAction: 'Deny'
    publicNetworkAccess: shut ? 'Disabled' : 'Enabled'
    trustedServiceAccessEnabled: false
    ipRules: [for range in agencyAddresses: { action: 'Allow', ipMask: range }]
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: bus
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }, { category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: bus
  properties: { level: 'CanNotDelete', notes: 'Messages of agencies that are not taken yet are nowhere else.' }
}

output id string = bus.id
output name string = bus.name
output address string = '${bus.name}.servicebus.windows.net'
