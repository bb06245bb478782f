using '../../../../infra/main.bicep'

// What none of the environments has switched on, so that it is worked out and held to the rules as well. Nobody deploys it.
param name = 'cprem'
param environmentName = 'test'
param audience = readEnvironmentVariable('AUDIENCE')
param liveAudience = 'none'
param deployerId = '00000000-0000-0000-0000-000000000005'
param clients = readEnvironmentVariable('CLIENTS')
param agencies = ['school', 'court']
param agencyPrincipals = { school: '00000000-0000-0000-0000-000000000004' }
param privateNetwork = true
param callerAddresses = ['192.0.2.0/24']
param agencyAddresses = ['198.51.100.0/24']
param plan = 'premium'
param zoneRedundant = false
param engine = 'scheduler'
param schedulerSku = 'Dedicated'
param schedulerAddresses = ['203.0.113.0/24']
param recordStorageSku = 'Standard_GZRS'
param busSku = 'Premium'
param otlpEndpoint = 'https://telemetry.example.invalid'
param vaultSettings = { OTEL_EXPORTER_OTLP_HEADERS: 'telemetry-headers' }
param customerKeys = true
param locks = true
param backup = true
