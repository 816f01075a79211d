using System.Net;
using System.Net.Sockets;

namespace Conversations.Channels.Webhook;

/// <summary>
/// Which addresses lie on the open internet. A reply URL is a stranger's wish to make this server connect somewhere: nothing inside the house, and
/// nothing that leads back inside through a translation (v4-mapped, NAT64, 6to4, Teredo), may be reached by it.
/// </summary>
public static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublicV4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network; 0.0.0.0 connects to this machine
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // carrier-grade NAT, and a metadata service in it
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("168.63.129.16/32"), // a cloud's host agent, though the address looks public
        IPNetwork.Parse("169.254.0.0/16"), // link-local, and most metadata services
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments, and a metadata service in it
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, and broadcast
    ];

    /// <summary>All global unicast there is. What lies outside (loopback, mapped, NAT64, link-local, unique local, multicast …) is not public.</summary>
    private static readonly IPNetwork GlobalUnicastV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublicV6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments: Teredo, ORCHID, benchmarks
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4: carries any IPv4 address
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    public static bool Contains(IPAddress address) => address.AddressFamily switch
    {
        // Said first and by name: IPNetwork takes a mapped address for an IPv4 one and then finds it in any IPv6 network.
        AddressFamily.InterNetworkV6 when address.IsIPv4MappedToIPv6 => false,
        AddressFamily.InterNetwork => !Array.Exists(NotPublicV4, network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => GlobalUnicastV6.Contains(address) && !Array.Exists(NotPublicV6, network => network.Contains(address)),
        _ => false,
    };
}
