// One door into the network for one part of one resource.

param name string
param location string
param tags object

@description('The resource that the endpoint leads to.')
param targetId string

@description('The part of it: blob, queue, table, namespace, vault, sites.')
param group string

param subnetId string
param zoneId string

resource endpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: group
        properties: { privateLinkServiceId: targetId, groupIds: [group] }
      }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: group
          properties: { privateDnsZoneId: zoneId }
        }
      ]
    }
  }
}

output id string = endpoint.id
