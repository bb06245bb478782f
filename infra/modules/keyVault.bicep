// The vault for what cannot be an identity, such as the header of a telemetry receiver. The app needs none of it to start; values are put in by
// people, never by a template.

@maxLength(24)
param name string

param location string
param tags object

@description('The app, which reads secrets, and changes them where the host keeps its own keys.')
param principalId string

@description('Whether the Functions host keeps its keys here, which it makes and changes itself.')
param ofHost bool = false

@description('Name of its identity. The names of its roles are made from it: what-if cannot know a principal, and would leave this module out.')
param identityName string

param privateNetwork bool
param workspaceId string
param lock bool

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
var role = ofHost ? secretsOfficer : secretsUser

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateNetwork ? 'Deny' : 'Allow', bypass: 'None' }
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identityName, role)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'log'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

resource keep 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'keep'
  scope: vault
  properties: { level: 'CanNotDelete', notes: 'Settings of the app refer to it.' }
}

output id string = vault.id
output name string = vault.name
output address string = vault.properties.vaultUri
