using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>A storage account's name and key.</summary>
public class TableSharedKeyCredential
{
    private readonly byte[] key;

    /// <summary>An account and its key in base64, as the portal shows it.</summary>
    /// <exception cref="FormatException">The key is not base64.</exception>
    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(accountName);
        ArgumentException.ThrowIfNullOrEmpty(accountKey);
        AccountName = accountName;
        key = Convert.FromBase64String(accountKey);
    }

    /// <summary>The account's name.</summary>
    public string AccountName { get; }

    internal string Sign(string text) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
