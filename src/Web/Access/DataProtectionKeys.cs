using System.Xml.Linq;
using Conversations.Contracts.Ports;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Conversations.Web.Access;

/// <summary>
/// Keeps data-protection keys in the store: a cookie of one web node is good on the other. The framework's interface is synchronous and is
/// called a few times a day, so waiting here blocks nobody for long.
/// </summary>
public sealed class DataProtectionKeys(ICredentials credentials) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. credentials.ListDataProtectionKeysAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) =>
        credentials.AddDataProtectionKeyAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None).AsTask().GetAwaiter().GetResult();
}

/// <summary>Tells data protection to use them.</summary>
public sealed class DataProtectionKeysSetup(DataProtectionKeys keys) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = keys;
}
