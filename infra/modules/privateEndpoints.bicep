// Every door of the installation but the app's own, which can only be made after the app, and the app only after these.

param name string
param location string
param tags object
param subnetId string

@description('name, group, target, zone of each.')
param doors array

module door 'privateEndpoint.bicep' = [
  for item in doors: {
    name: 'door-${item.name}'
    params: {
      name: '${name}-${item.name}-door'
      location: location
      tags: tags
      targetId: item.target
      group: item.group
      subnetId: subnetId
      zoneId: item.zone
    }
  }
]

output count int = length(doors)
