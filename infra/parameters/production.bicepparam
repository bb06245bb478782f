using '../main.bicep'

param name = 'cp'
param environmentName = 'production'
param audience = readEnvironmentVariable('AUDIENCE')
param clients = readEnvironmentVariable('CLIENTS')
param deployerId = readEnvironmentVariable('DEPLOYER', '')
param privateNetwork = true
param addressSpace = '10.40.0.0/24'
param zoneRedundant = true
param maximumInstances = 40
param readyInstances = 2
param hostStorageSku = 'Standard_ZRS'
param recordStorageSku = 'Standard_RAGZRS'
param busSku = 'Premium'
param alertEmails = [readEnvironmentVariable('ALERT_EMAIL')]
param logRetentionDays = 730
param locks = true
param backup = true
param backupDays = 35
param sealDays = 27375
// true where the authority wants a key of its own over all of it, from the first deployment on (docs/azure.md).
param customerKeys = false
param vaultSettings = { Seals__SigningKey: 'seal-signing-key' }
