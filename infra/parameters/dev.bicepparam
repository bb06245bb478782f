using '../main.bicep'

// For one developer or one team: cheap, open to the tenant's tokens from anywhere, gone with its resource group.
param name = 'cpdev'
param environmentName = 'dev'
param audience = readEnvironmentVariable('AUDIENCE')
param liveAudience = readEnvironmentVariable('LIVE_AUDIENCE')
param clients = readEnvironmentVariable('CLIENTS')
param deployerId = readEnvironmentVariable('DEPLOYER', '')
param privateNetwork = false
param zoneRedundant = false
param maximumInstances = 10
param hostStorageSku = 'Standard_LRS'
param recordStorageSku = 'Standard_LRS'
param busSku = 'Standard'
param logRetentionDays = 30
param logDailyCapGb = 1
param locks = false
param backup = false
param sealDays = 1
