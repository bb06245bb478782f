// The network: a subnet that the app reaches out from, one that the private endpoints stand in, and the names they answer to.

param name string
param location string
param tags object

@description('Addresses of the network, such as 10.40.0.0/24; at least a /25.')
param addressSpace string

@description('Flex Consumption and Premium take their subnets from different services.')
@allowed(['flex', 'premium'])
param plan string

@description('Address ranges outside Azure that the app may reach by TLS.')
param egressAddresses string[]

// What the platform and the app need beside the network itself: tokens, telemetry, and the images and files of the plan.
var services = ['AzureActiveDirectory', 'AzureMonitor', 'AzureFrontDoor.FirstParty', 'MicrosoftContainerRegistry']

var zones = [
  'privatelink.blob.${environment().suffixes.storage}'
  'privatelink.queue.${environment().suffixes.storage}'
  'privatelink.table.${environment().suffixes.storage}'
  'privatelink.servicebus.windows.net'
  'privatelink.vaultcore.azure.net'
  'privatelink.azurewebsites.net'
]

resource appRules 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
  name: '${name}-app-rules'
  location: location
  tags: tags
  properties: {
    securityRules: concat(
      [
        {
          name: 'NothingComesInHere'
          properties: {
            priority: 4096
            direction: 'Inbound'
            access: 'Deny'
            protocol: '*'
            sourceAddressPrefix: 'Internet'
            sourcePortRange: '*'
            destinationAddressPrefix: '*'
            destinationPortRange: '*'
          }
        }
        {
          name: 'NothingElseIsReached'
          properties: {
            priority: 4096
            direction: 'Outbound'
            access: 'Deny'
            protocol: '*'
            sourceAddressPrefix: '*'
            sourcePortRange: '*'
            destinationAddressPrefix: 'Internet'
            destinationPortRange: '*'
          }
        }
      ],
      map(range(0, length(services)), index => {
        name: 'Reaches${replace(services[index], '.', '')}'
        properties: {
          priority: 100 + index
          direction: 'Outbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: services[index]
          destinationPortRange: '443'
        }
      }),
      empty(egressAddresses)
        ? []
        : [
            {
              name: 'ReachesNamedAddresses'
              properties: {
                priority: 200
                direction: 'Outbound'
                access: 'Allow'
                protocol: 'Tcp'
                sourceAddressPrefix: '*'
                sourcePortRange: '*'
                destinationAddressPrefixes: egressAddresses
                destinationPortRanges: ['443', '587', '4317', '4318']
              }
            }
          ]
    )
  }
}

resource endpointRules 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
  name: '${name}-endpoint-rules'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'TheNetworkAlone'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'VirtualNetwork'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRanges: ['443', '5671']
        }
      }
      {
        name: 'NobodyElse'
        properties: {
          priority: 4096
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: '${name}-network'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressSpace] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 26, 0)
          networkSecurityGroup: { id: appRules.id }
          delegations: [
            {
              name: 'functions'
              properties: { serviceName: plan == 'flex' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 26, 1)
          networkSecurityGroup: { id: endpointRules.id }
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for item in zones: {
    name: item
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (item, index) in zones: {
    parent: zone[index]
    name: '${name}-link'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

output appSubnetId string = network.properties.subnets[0].id
output endpointSubnetId string = network.properties.subnets[1].id
output blobZoneId string = zone[0].id
output queueZoneId string = zone[1].id
output tableZoneId string = zone[2].id
output busZoneId string = zone[3].id
output vaultZoneId string = zone[4].id
output siteZoneId string = zone[5].id
