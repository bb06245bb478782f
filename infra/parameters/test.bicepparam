using '../main.bicep'

// Like production in everything but size: what fails there must fail here first. Its copies may be deleted soon.
param name = 'cptest'
param environmentName = 'test'
param audience = readEnvironmentVariable('AUDIENCE')
param liveAudience = readEnvironmentVariable('LIVE_AUDIENCE')
param clients = readEnvironmentVariable('CLIENTS')
param deployerId = readEnvironmentVariable('DEPLOYER', '')
param privateNetwork = true
param addressSpace = '10.41.0.0/24'
param zoneRedundant = false
param maximumInstances = 10
param readyInstances = 1
param recordStorageSku = 'Standard_ZRS'
param busSku = 'Premium'
param alertEmails = [readEnvironmentVariable('ALERT_EMAIL')]
param logRetentionDays = 30
param logDailyCapGb = 5
param locks = false
param backup = true
param backupDays = 3
param sealDays = 3
