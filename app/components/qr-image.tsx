/** A QR code served by the portal. The alternative text is the address it holds, so nothing is lost to those who cannot scan. */
export function QrImage({ src, address, size = 144 }: { readonly src: string; readonly address: string; readonly size?: number }) {
  return <img src={src} alt={address} width={size} height={size} loading="lazy" className="rounded-control border border-line bg-white" />;
}
