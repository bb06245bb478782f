// What accounts are encrypted with: the platform's own keys, or one of the authority's in its vault.

@description('A key of the authority: where it is, and the identity that uses it. Without a version, so that a new one is taken by itself.')
@export()
type encryptionKey = {
  vaultAddress: string
  name: string
  identityId: string
}

// Blobs, queues and tables alike by the account's key: it can be chosen at the beginning alone, and a key of the authority's may come later.
var services = {
  blob: { enabled: true, keyType: 'Account' }
  queue: { enabled: true, keyType: 'Account' }
  table: { enabled: true, keyType: 'Account' }
}

@description('The encryption of an account. Twice where it holds the record or who read it.')
@export()
func encryptionOf(key encryptionKey?, twice bool) object =>
  union(
    {
      requireInfrastructureEncryption: twice
      services: services
      keySource: key == null ? 'Microsoft.Storage' : 'Microsoft.Keyvault'
    },
    key == null
      ? {}
      : {
          identity: { userAssignedIdentity: key!.identityId }
          keyvaultproperties: { keyvaulturi: key!.vaultAddress, keyname: key!.name }
        }
  )

@description('Who an account is when it asks for the key; nobody without one.')
@export()
func identityOf(key encryptionKey?) object =>
  key == null ? { type: 'None' } : { type: 'UserAssigned', userAssignedIdentities: { '${key!.identityId}': {} } }
